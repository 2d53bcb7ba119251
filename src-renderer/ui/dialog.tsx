/** A native modal dialog: the browser keeps the focus inside and Escape closes it. */

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

export function Dialog({ open, title, closeLabel, onClose, children, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // The browser would take the close button, which comes first.
      dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    }
    if (!open && dialog.open) dialog.close();
    // After each render: closed and opened again in one turn is no change of `open`, yet the browser may have closed it.
  });
  return (
    <dialog
      ref={element}
      className={styles['dialog']}
      data-wide={wide}
      aria-labelledby={titleId}
      // At once: the browser tells of the end later, and letters pressed meanwhile would be the page's.
      onCancel={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onClose={(event) => {
        // It may have been opened again since.
        if (event.target === event.currentTarget && !event.currentTarget.open) onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={() => {}}
    >
      {open ? (
        <div className={styles['inside']}>
          <header className={styles['head']}>
            <h2 id={titleId}>{title}</h2>
            <Button tone="quiet" label={closeLabel} icon={<X size={16} />} onClick={onClose} />
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
