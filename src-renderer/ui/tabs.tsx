/**
 * Sections of a screen, one at a time, in a row above them or, where there are many, in groups at their side. The arrow keys move
 * between them, as screen readers expect of a tab list.
 */
import { Fragment, type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './tabs.module.css';

interface Tab<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Of a list at the side: the name of the group, said above the first of it. */
  readonly group?: string;
}

interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<V>[];
  readonly atSide?: boolean;
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** What belongs to the chosen one. */
  readonly children: ReactNode;
}

export function Tabs<V extends string>({ label, tabs, atSide = false, value, onChange, children }: TabsProps<V>) {
  const id = useId();
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
    // From where the focus is: the chosen one may lag behind quick keys.
    const place = event.target instanceof HTMLElement ? buttons.indexOf(event.target) : -1;
    const next = place < 0 ? null : neighbour(event.key, place, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (next === null || tab === undefined) return;
    event.preventDefault();
    onChange(tab.value);
    buttons[next]?.focus();
  };
  return (
    <div className={styles['tabs']} data-at-side={atSide}>
      <div
        role="tablist"
        aria-label={label}
        aria-orientation={atSide ? 'vertical' : 'horizontal'}
        className={styles['list']}
        onKeyDown={move}
      >
        {tabs.map((tab, place) => (
          <Fragment key={tab.value}>
            {tab.group === undefined || tab.group === tabs[place - 1]?.group ? null : (
              <span aria-hidden="true" className={styles['group']}>
                {tab.group}
              </span>
            )}
            <button
              id={`${id}-${tab.value}`}
              type="button"
              role="tab"
              className={styles['tab']}
              aria-selected={tab.value === value}
              aria-description={tab.group}
              aria-controls={`${id}-panel`}
              tabIndex={tab.value === value ? 0 : -1}
              onClick={() => onChange(tab.value)}
            >
              {tab.label}
            </button>
          </Fragment>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className={styles['panel']}>
        {children}
      </div>
    </div>
  );
}

/** Place of the tab that a key leads to; null when the key isn't one of theirs. */
function neighbour(key: string, place: number, count: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (place + 1) % count;
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (place + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
