/** How a field's figures are put right before they are kept, row by row. */
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { type CalibrationDraft, newCalibration } from './sensor-draft.ts';
import styles from './sensors.module.css';
import { FieldChoice, type RowsProps } from './threshold-rows.tsx';

const mostRows = 10;

export function CalibrationRows({ rows, onChange, fields, wrong }: RowsProps<CalibrationDraft>) {
  const t = useText();
  const { settings } = t.sensors;
  const change = (key: number, part: Partial<CalibrationDraft>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  const wrongRow = wrong?.part === 'calibration' ? wrong.row : null;
  return (
    <fieldset className={styles['rows']}>
      <legend>{settings.calibration}</legend>
      {rows.map((row) => (
        <div key={row.key} className={styles['cells']} data-kind="calibration">
          <FieldChoice value={row.field} fields={fields} onChange={(field) => change(row.key, { field })} />
          <TextField
            label={settings.factor}
            value={row.factor}
            onChange={(factor) => change(row.key, { factor })}
            maxLength={20}
          />
          <TextField
            label={settings.offset}
            value={row.offset}
            onChange={(offset) => change(row.key, { offset })}
            maxLength={20}
          />
          <Button
            tone="quiet"
            label={settings.removeRow}
            icon={<X size={15} />}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      {wrongRow === null ? null : (
        <p className={styles['fault']} role="alert">
          {wrong?.fault === 'field' ? settings.faults.field : settings.faults.number}
        </p>
      )}
      <p className={styles['hint']}>{settings.calibrationHint}</p>
      <div>
        <Button
          icon={<Plus size={15} />}
          disabled={rows.length >= mostRows}
          onClick={() => onChange([...rows, newCalibration(fields[0] ?? '', nextKey)])}
        >
          {settings.addCalibration}
        </Button>
      </div>
    </fieldset>
  );
}
