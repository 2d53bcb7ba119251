/** A time of the station's clock, by the browser's own calendar. */
import { useId } from 'react';
import styles from '../../ui/field.module.css';

interface WhenFieldProps {
  readonly label: string;
  /** `YYYY-MM-DDTHH:MM`, or `YYYY-MM-DD` of a day alone. */
  readonly value: string;
  readonly kind?: 'datetime-local' | 'date';
  readonly fault?: string | null;
  readonly onChange: (value: string) => void;
}

export function WhenField({ label, value, kind = 'datetime-local', fault = null, onChange }: WhenFieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <input
        id={id}
        type={kind}
        className={styles['input']}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => onChange(target.value)}
      />
      <span id={`${id}-fault`} className={`${styles['hint']} ${styles['fault']}`} aria-live="polite">
        {fault ?? ''}
      </span>
    </div>
  );
}
