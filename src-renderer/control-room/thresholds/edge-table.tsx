/** Where each band begins: by what a zone is for, by how full it is, and for zones that have edges of their own. */
import { Plus, X } from 'lucide-react';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import type { FourTexts, ThresholdDraft } from './threshold-draft.ts';
import styles from './thresholds.module.css';

interface EdgeTableProps {
  readonly draft: ThresholdDraft;
  readonly wrongRow: string | null;
  readonly onChange: (draft: ThresholdDraft) => void;
}

const edged = ['amber', 'orange', 'red', 'black'] as const;
const kinds = ['waiting', 'moving', 'occupancy'] as const;

export function EdgeTable({ draft, wrongRow, onChange }: EdgeTableProps) {
  const t = useText();
  const zones = useSite((state) => state.site?.zones ?? []);
  const nameOf = (id: string) => zones.find((zone) => zone.id === id)?.name ?? id;
  const setZone = (id: string, edges: FourTexts) => onChange({ ...draft, zones: { ...draft.zones, [id]: edges } });
  return (
    <>
      <table className={styles['edges']}>
        <caption className="visually-hidden">{t.thresholds.edges}</caption>
        <thead>
          <tr>
            <td />
            {edged.map((band) => (
              <th key={band} scope="col">
                <BandSwatch band={band} label={t.bands[band]} />
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <EdgeRow
              key={kind}
              name={t.thresholds.kinds[kind]}
              edges={draft[kind]}
              isWrong={wrongRow === kind}
              onChange={(edges) => onChange({ ...draft, [kind]: edges })}
            />
          ))}
          {Object.entries(draft.zones).map(([id, edges]) => (
            <EdgeRow
              key={id}
              name={nameOf(id)}
              edges={edges}
              isWrong={wrongRow === id}
              onChange={(next) => setZone(id, next)}
              onRemove={() => onChange({ ...draft, zones: without(draft.zones, id) })}
            />
          ))}
        </tbody>
      </table>
      <p className={styles['fault']} aria-live="polite">
        {wrongRow === null || wrongRow in times ? '' : t.thresholds.fourRising(rowName(wrongRow, t.thresholds.kinds, nameOf))}
      </p>
      <AddZone taken={Object.keys(draft.zones)} onAdd={(id, kind) => setZone(id, draft[kind === 'waiting' ? kind : 'moving'])} />
    </>
  );
}

const times: Readonly<Record<string, true>> = { onDelayS: true, offDelayS: true, deadband: true };

function rowName(row: string, names: Readonly<Record<string, string>>, nameOf: (id: string) => string): string {
  return names[row] ?? nameOf(row);
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}

interface EdgeRowProps {
  readonly name: string;
  readonly edges: FourTexts;
  readonly isWrong: boolean;
  readonly onChange: (edges: FourTexts) => void;
  readonly onRemove?: () => void;
}

function EdgeRow({ name, edges, isWrong, onChange, onRemove }: EdgeRowProps) {
  const t = useText();
  const set = (place: number, typed: string) => {
    const [a, b, c, d] = edges.map((edge, i) => (i === place ? typed : edge));
    onChange([a ?? '', b ?? '', c ?? '', d ?? '']);
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      {edged.map((band, place) => (
        <td key={band}>
          <input
            inputMode="decimal"
            aria-label={t.thresholds.from(name, t.bands[band])}
            aria-invalid={isWrong}
            maxLength={8}
            value={edges[place] ?? ''}
            onChange={(event) => set(place, event.target.value)}
          />
        </td>
      ))}
      <td>
        {onRemove === undefined ? null : (
          <Button tone="quiet" label={t.thresholds.removeZone(name)} icon={<X size={14} />} onClick={onRemove} />
        )}
      </td>
    </tr>
  );
}

interface AddZoneProps {
  readonly taken: readonly string[];
  readonly onAdd: (zoneId: string, kind: string) => void;
}

function AddZone({ taken, onAdd }: AddZoneProps) {
  const t = useText();
  const zones = useSite((state) => state.site?.zones ?? []);
  const free = zones.filter(({ id }) => !taken.includes(id));
  if (free.length === 0) return null;
  const add = (id: string) => {
    const zone = free.find((one) => one.id === id);
    if (zone !== undefined) onAdd(zone.id, zone.kind);
  };
  return (
    <div className={styles['add']}>
      <Plus size={15} aria-hidden="true" />
      <SelectField
        label={t.thresholds.addZone}
        value=""
        options={[{ value: '', label: '—' }, ...free.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={add}
      />
    </div>
  );
}
