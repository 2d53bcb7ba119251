/**
 * One figure and how well it is known: value, unit, age, source, confidence. Stale turns grey-hatched and shows its age; unknown is
 * a dash with its reason. Words and numbers come in ready, in the operator's language.
 */
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './figure.module.css';

export interface FigureProps {
  readonly label: string;
  /** Null is unknown: shown as a dash whatever else is given. */
  readonly value: string | null;
  readonly unit?: string;
  /** Words before the value, e.g. "at least". */
  readonly prefix?: string | undefined;
  readonly state: 'fresh' | 'stale' | 'unknown';
  /** Age or reason, e.g. "4 sec" or "No camera". */
  readonly note?: string | undefined;
  readonly source?: string | undefined;
  /** 0..1 */
  readonly confidence?: number | undefined;
  readonly confidenceLabel?: string | undefined;
  readonly size?: 'small' | 'normal' | 'large';
  readonly aside?: ReactNode;
  /** False where the row for age and source may be left out. */
  readonly reserve?: boolean;
}

export function Figure(props: FigureProps) {
  const {
    label,
    value,
    unit,
    prefix,
    state,
    note,
    source,
    confidence,
    confidenceLabel,
    size = 'normal',
    aside,
    reserve = true,
  } = props;
  const shown = state === 'unknown' ? null : value;
  return (
    <div className={classNames(styles['figure'], styles[size], styles[state])} data-state={state}>
      <dt className={styles['label']}>{label}</dt>
      <dd className={styles['body']}>
        <span className={styles['value']}>
          {shown === null || prefix === undefined ? null : <span className={styles['unit']}>{prefix}</span>}
          {shown ?? '—'}
          {shown === null || unit === undefined ? null : <span className={styles['unit']}>{unit}</span>}
          {aside}
        </span>
        <span className={classNames(styles['meta'], reserve && styles['reserved'])}>
          {confidence === undefined || shown === null ? null : (
            <span className={styles['confidence']} role="img" aria-label={confidenceLabel} title={confidenceLabel}>
              <span style={{ width: `${Math.round(confidence * 100)}%` }} />
            </span>
          )}
          {source === undefined || shown === null ? null : <span>{source}</span>}
          {note === undefined ? null : <span className={styles['note']}>{note}</span>}
        </span>
      </dd>
    </div>
  );
}
