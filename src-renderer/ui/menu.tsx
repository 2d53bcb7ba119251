/** A button that opens a small panel under itself. Escape and a click or the focus elsewhere close it; Escape brings the focus back to the button. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

interface MenuProps {
  readonly label: string;
  readonly button: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Menu({ label, button, children, className }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const onElsewhere = (event: Event) => {
      if (!underDialog() && event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || underDialog()) return;
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    <div ref={root} className={classNames(styles['menu'], className)}>
      <button
        ref={opener}
        type="button"
        className={styles['opener']}
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        // It takes the focus of a press on words in it, which would else go to the page below, and close it before the click.
        <fieldset id={id} tabIndex={-1} className={styles['panel']} aria-label={label}>
          {children}
        </fieldset>
      ) : null}
    </div>
  );
}

/** A dialog that was opened from a menu gives the focus back to it. */
function underDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
