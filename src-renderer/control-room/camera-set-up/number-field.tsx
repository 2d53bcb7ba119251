/** A figure that is typed: taken when it is one, shown again as it was when it isn't. */
import { useEffect, useState } from 'react';
import styles from './camera-set-up.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function NumberField({ label, value, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => {
    setText((old) => (Number(old.replace(',', '.')) === value && old.trim() !== '' ? old : String(value)));
  }, [value]);
  const take = (typed: string) => {
    setText(typed);
    const given = Number(typed.replace(',', '.'));
    if (typed.trim() !== '' && Number.isFinite(given)) onChange(given);
  };
  return (
    <label className={styles['number']}>
      {label}
      <input type="text" inputMode="decimal" value={text} maxLength={12} onChange={(event) => take(event.target.value)} />
    </label>
  );
}
