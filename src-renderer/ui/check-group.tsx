/** Any of a few, under one heading: checkboxes. */
import styles from './check-group.module.css';

interface CheckGroupProps<V extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
}

export function CheckGroup<V extends string>({ label, hideLabel = false, options, chosen, onChange }: CheckGroupProps<V>) {
  const toggle = (value: V, on: boolean) =>
    onChange(options.map((option) => option.value).filter((other) => (other === value ? on : chosen.includes(other))));
  return (
    <fieldset className={styles['group']}>
      <legend className={hideLabel ? 'visually-hidden' : styles['legend']}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles['option']}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
