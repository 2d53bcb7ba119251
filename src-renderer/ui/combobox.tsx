/**
 * One of many, found by typing: a field with a list under it, after the ARIA pattern of a combobox. In: the options that fit what is typed;
 * out: what is typed, and what is chosen. Finding the options is left to the caller.
 */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import styles from './combobox.module.css';
import fieldStyles from './field.module.css';

export interface ComboboxOption {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is. */
  readonly note: string;
}

interface ComboboxProps {
  readonly label: string;
  /** What is chosen, in words; empty when nothing is. */
  readonly value: string;
  readonly placeholder: string;
  readonly options: readonly ComboboxOption[];
  /** Said in place of the list when nothing fits. */
  readonly nothing: string;
  readonly onType: (text: string) => void;
  readonly onChoose: (option: ComboboxOption) => void;
  readonly after?: ReactNode;
}

export function Combobox({ label, value, placeholder, options, nothing, onType, onChoose, after }: ComboboxProps) {
  const id = useId();
  // Null: not being typed in.
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const isOpen = typed !== null;
  const type = (text: string) => {
    setTyped(text);
    setActive(0);
    onType(text.trim());
  };
  const choose = (option: ComboboxOption | undefined) => {
    if (option === undefined) return;
    setTyped(null);
    onChoose(option);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'Enter' && isOpen) choose(options[active]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (isOpen) setActive(moved(active, event.key === 'ArrowDown' ? 1 : -1, options.length));
      else type('');
    } else return;
    event.preventDefault();
  };
  return (
    <div className={fieldStyles['field']}>
      <label htmlFor={id} className={fieldStyles['label']}>
        {label}
      </label>
      <div className={styles['row']}>
        <input
          id={id}
          role="combobox"
          className={fieldStyles['input']}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && options.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={typed ?? value}
          onChange={({ target }) => type(target.value)}
          onClick={() => isOpen || type('')}
          onKeyDown={onKey}
          onBlur={() => setTyped(null)}
        />
        {after}
        {isOpen ? (
          <div className={styles['drop']}>
            <div id={`${id}-list`} role="listbox" aria-label={label}>
              {options.map((option, i) => (
                <div
                  key={option.id}
                  id={`${id}-${i}`}
                  ref={i === active ? scrollIntoSight : null}
                  role="option"
                  className={styles['option']}
                  aria-selected={i === active}
                  tabIndex={-1}
                  onMouseDown={(event) => {
                    // The field keeps the focus.
                    event.preventDefault();
                    choose(option);
                  }}
                >
                  <span>{option.label}</span>
                  <small>{option.note}</small>
                </div>
              ))}
            </div>
            {options.length === 0 ? <p role="status">{nothing}</p> : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}

function moved(from: number, by: number, count: number): number {
  return count === 0 ? 0 : (from + by + count) % count;
}

function scrollIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
