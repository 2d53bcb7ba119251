/** How long a band must hold before it alarms, how long it must be gone, and how far below its edge. */
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import type { ThresholdDraft } from './threshold-draft.ts';
import styles from './thresholds.module.css';

interface TimesFieldsProps {
  readonly draft: ThresholdDraft;
  readonly wrongRow: string | null;
  readonly onChange: (draft: ThresholdDraft) => void;
}

const fields = ['onDelayS', 'offDelayS', 'deadband'] as const;

export function TimesFields({ draft, wrongRow, onChange }: TimesFieldsProps) {
  const t = useText();
  return (
    <div className={styles['times']}>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t.thresholds.times[field]}
          value={draft[field]}
          hint={t.thresholds.limits[field]}
          fault={wrongRow === field ? t.thresholds.limits[field] : null}
          maxLength={6}
          onChange={(typed) => onChange({ ...draft, [field]: typed })}
        />
      ))}
    </div>
  );
}
