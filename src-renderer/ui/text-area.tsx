/** A few lines of text with their label, and a hint. */
import { useId } from 'react';
import fieldStyles from './field.module.css';
import styles from './text-area.module.css';

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly rows?: number;
  readonly invalid?: boolean;
  readonly required?: boolean;
  /** Where a dialog puts the focus when it opens. */
  readonly firstFocus?: boolean;
}

export function TextArea({ label, hint, firstFocus = false, invalid = false, rows = 3, onChange, ...plain }: TextAreaProps) {
  const id = useId();
  return (
    <div className={fieldStyles['field']}>
      <label htmlFor={id} className={fieldStyles['label']}>
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        className={styles['area']}
        aria-invalid={invalid}
        {...plain}
        {...(firstFocus ? { 'data-first-focus': true } : {})}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className={fieldStyles['hint']}>
          {hint}
        </span>
      )}
    </div>
  );
}
