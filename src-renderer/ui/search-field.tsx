/** A field that narrows what is on the screen. Escape empties it. */
import { Search } from 'lucide-react';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ id, label, keys, value, onChange }: SearchFieldProps) {
  return (
    <label className={styles['field']} htmlFor={id}>
      <Search size={15} aria-hidden="true" />
      <input
        id={id}
        type="search"
        placeholder={label}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          onChange('');
          event.currentTarget.blur();
        }}
      />
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key hint takes no focus */}
      {keys === undefined ? null : <kbd aria-hidden="true">{keys}</kbd>}
    </label>
  );
}
