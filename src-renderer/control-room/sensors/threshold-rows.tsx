/** From which figures on a field of a sensor is of medium or high risk, row by row, in the field's own unit. */
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { isOutOfOrder, newThreshold, type ReadDraft, type ThresholdDraft } from './sensor-draft.ts';
import styles from './sensors.module.css';
import { useSensorWords } from './use-sensor-words.ts';

export interface RowsProps<R> {
  readonly rows: readonly R[];
  readonly onChange: (rows: readonly R[]) => void;
  /** What the sensor may say. */
  readonly fields: readonly string[];
  readonly type: string;
  readonly wrong: Extract<ReadDraft, { ok: false }> | null;
}

const mostRows = 10;
const directions = ['above', 'below'] as const;

export function ThresholdRows({ rows, onChange, fields, type, wrong }: RowsProps<ThresholdDraft>) {
  const t = useText();
  const { settings } = t.sensors;
  const change = (key: number, part: Partial<ThresholdDraft>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  return (
    <fieldset className={styles['rows']}>
      <legend>{settings.thresholds}</legend>
      {rows.map((row, place) => (
        <ThresholdRow
          key={row.key}
          row={row}
          fields={fields}
          type={type}
          fault={wrong?.part === 'thresholds' && wrong.row === place ? faultOf(row, wrong.fault, settings.faults) : null}
          onChange={(part) => change(row.key, part)}
          onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <p className={styles['hint']}>{settings.thresholdsHint}</p>
      <div>
        <Button
          icon={<Plus size={15} />}
          disabled={rows.length >= mostRows}
          onClick={() => onChange([...rows, newThreshold(fields[0] ?? '', nextKey)])}
        >
          {settings.addThreshold}
        </Button>
      </div>
    </fieldset>
  );
}

type FaultWords = ReturnType<typeof useText>['sensors']['settings']['faults'];

function faultOf(row: ThresholdDraft, fault: 'field' | string, words: FaultWords): string {
  if (fault === 'field') return words.field;
  return isOutOfOrder(row) ? words.order : words.number;
}

interface ThresholdRowProps {
  readonly row: ThresholdDraft;
  readonly fields: readonly string[];
  readonly type: string;
  readonly fault: string | null;
  readonly onChange: (part: Partial<ThresholdDraft>) => void;
  readonly onRemove: () => void;
}

function ThresholdRow({ row, fields, type, fault, onChange, onRemove }: ThresholdRowProps) {
  const t = useText();
  const words = useSensorWords();
  const { settings } = t.sensors;
  const unit = words.unit(type, row.field);
  const named = (label: string) => (unit === '' ? label : `${label}, ${unit}`);
  return (
    <>
      <div className={styles['cells']} data-kind="threshold">
        <FieldChoice value={row.field} fields={fields} onChange={(field) => onChange({ field })} />
        <SelectField
          label={settings.direction}
          value={row.direction}
          options={directions.map((value) => ({ value, label: settings.directions[value] }))}
          onChange={(direction) => onChange({ direction })}
        />
        <Button tone="quiet" label={settings.removeRow} icon={<X size={15} />} onClick={onRemove} />
        <TextField label={named(settings.medium)} value={row.medium} onChange={(medium) => onChange({ medium })} maxLength={20} />
        <TextField label={settings.high} value={row.high} onChange={(high) => onChange({ high })} maxLength={20} />
        <TextField
          label={settings.deadband}
          value={row.deadband}
          onChange={(deadband) => onChange({ deadband })}
          maxLength={20}
        />
      </div>
      {fault === null ? null : (
        <p className={styles['fault']} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

interface FieldChoiceProps {
  readonly value: string;
  readonly fields: readonly string[];
  readonly onChange: (field: string) => void;
}

/** By name where its fields are known; typed where nothing was heard of an unknown type yet. */
export function FieldChoice({ value, fields, onChange }: FieldChoiceProps) {
  const t = useText();
  const words = useSensorWords();
  const { field } = t.sensors.settings;
  if (fields.length === 0) return <TextField label={field} value={value} onChange={onChange} maxLength={40} autoComplete="off" />;
  const all = fields.includes(value) || value === '' ? fields : [...fields, value];
  return (
    <SelectField
      label={field}
      value={value}
      options={all.map((name) => ({ value: name, label: words.field(name) }))}
      onChange={onChange}
    />
  );
}
