/** One of a few, all in sight: a radio group drawn as a row of segments. */
import { useId } from 'react';
import styles from './choice.module.css';

export interface ChoiceOption<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Language of the label where it isn't the page's. */
  readonly lang?: string;
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly options: readonly ChoiceOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly hideLabel?: boolean;
}

export function Choice<V extends string>({ label, options, value, onChange, hideLabel = false }: ChoiceProps<V>) {
  const name = useId();
  return (
    <fieldset className={styles['choice']}>
      <legend className={hideLabel ? 'visually-hidden' : styles['legend']}>{label}</legend>
      <div className={styles['row']}>
        {options.map((option) => (
          <label key={option.value} className={styles['option']} lang={option.lang}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
