/** The zones as a list for eyes, keyboard and screen reader alike: band, figure, people, time to critical. Keeps the site's order. */
import { memo } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { shownEstimate, zoneFreshness } from '../../client/zone-look.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { TimeToRed } from './time-to-red.tsx';
import { ZoneBand } from './zone-band.tsx';
import { EstimatedCount } from './zone-estimate.tsx';
import styles from './zone-table.module.css';

interface ZoneTableProps {
  readonly selectedZoneId: string | null;
  readonly onSelect: (zoneId: string) => void;
  readonly filter?: string;
}

/** Where the focus goes back to when the zone's drawer closes. */
export const zoneRowId = (zoneId: string) => `zone-row-${zoneId}`;

export function ZoneTable({ selectedZoneId, onSelect, filter = '' }: ZoneTableProps) {
  const t = useText();
  const zoneIds = useCrowd((state) => state.zoneIds);
  if (zoneIds.length === 0) return <EmptyState title={t.zones.empty}>{t.zones.emptyHint}</EmptyState>;
  return (
    <ul className={styles['zones']} aria-label={t.zones.title}>
      {zoneIds.map((id) => (
        <ZoneRow key={id} zoneId={id} selected={id === selectedZoneId} onSelect={onSelect} filter={filter} />
      ))}
    </ul>
  );
}

interface ZoneRowProps {
  readonly zoneId: string;
  readonly selected: boolean;
  readonly onSelect: (zoneId: string) => void;
  readonly filter: string;
}

const ZoneRow = memo(function ZoneRow({ zoneId, selected, onSelect, filter }: ZoneRowProps) {
  const t = useText();
  const name = useCrowd((state) => state.zones[zoneId]?.name ?? zoneId);
  if (!name.toLowerCase().includes(filter)) return null;
  return (
    <li>
      <button
        id={zoneRowId(zoneId)}
        type="button"
        className={styles['zone']}
        aria-pressed={selected}
        onClick={() => onSelect(zoneId)}
      >
        <ZoneBand zoneId={zoneId} bare />
        <span className={styles['name']}>{name}</span>
        <RowFigures zoneId={zoneId} />
        <span className={styles['time']}>
          <span className="visually-hidden">{t.zones.timeToRed}: </span>
          <TimeToRed zoneId={zoneId} />
        </span>
      </button>
    </li>
  );
});

function RowFigures({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const zone = useCrowd((state) => state.zones[zoneId]);
  if (zone === undefined) return null;
  const estimate = shownEstimate(zone, nowMs);
  if (estimate !== null) {
    return (
      <span className={styles['figures']} data-state="estimated">
        <EstimatedCount count={estimate.count} />
        <small>{t.units.people(Math.round(estimate.count))}</small>
      </span>
    );
  }
  const byDensity = zone.density !== null;
  const value = byDensity ? zone.density : zone.count;
  const { kind, ageMs } = zoneFreshness(zone, value, nowMs);
  return (
    <span className={styles['figures']} data-state={kind}>
      <b>
        {kind !== 'unknown' && zone.saturated ? <LeastMark /> : null}
        {kind === 'unknown' || value === null ? '—' : format.number(value, byDensity ? 1 : 0)}
      </b>
      <small>
        {kind === 'unknown'
          ? ''
          : kind === 'stale'
            ? format.age(ageMs)
            : byDensity
              ? t.units.perM2
              : t.units.people(Math.round(value ?? 0))}
      </small>
    </span>
  );
}

/** In a narrow column a sign says what the words say to those who listen. */
function LeastMark() {
  const t = useText();
  return (
    <span title={t.atLeast}>
      <span aria-hidden="true">≥ </span>
      <span className="visually-hidden">{t.atLeast} </span>
    </span>
  );
}
