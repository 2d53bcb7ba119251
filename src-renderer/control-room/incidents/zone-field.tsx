/** One of the station's zones, or none. */
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';

interface ZoneFieldProps {
  /** Empty: none. */
  readonly value: string;
  readonly onChange: (zoneId: string) => void;
}

export function ZoneField({ value, onChange }: ZoneFieldProps) {
  const t = useText();
  const zones = useSite((state) => state.site?.zones ?? noZones);
  const options = [
    { value: '', label: t.incidents.noZone },
    ...zones.map(({ id, name }: { readonly id: string; readonly name: string }) => ({ value: id, label: name })),
  ];
  return <SelectField label={t.incidents.zone} value={value} onChange={onChange} options={options} />;
}

const noZones: readonly never[] = [];
