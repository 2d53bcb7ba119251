/** Crowds over time: zones beside each other or two days of one, their levels of service, and the usual week. */
import { Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { stationNow } from '../../client/station-clock.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { useSite } from '../station/site-store.ts';
import styles from './analytics.module.css';
import { crowdSpans, useAnalyticsChoice } from './analytics-store.ts';
import { CrowdChart } from './crowd-chart.tsx';
import { dayOf, mostLines, quantities } from './crowd-series.ts';
import { CrowdWeek } from './crowd-week.tsx';
import { DayField } from './day-field.tsx';
import { type NamedZone, useCrowdRows } from './use-crowd-rows.ts';
import { useStationOffset } from './use-station-offset.ts';

export function CrowdSection() {
  const t = useText();
  const all = useSite((state) => state.site?.zones);
  const chosen = useAnalyticsChoice((state) => state.zoneIds);
  const zones = useMemo(() => {
    const known = (all ?? []).map(({ id, name }) => ({ id, name }));
    return chosen === null ? known.slice(0, 1) : known.filter(({ id }) => chosen.includes(id));
  }, [all, chosen]);
  if (all === undefined) return null;
  if (all.length === 0) return <EmptyState icon={<Users size={28} strokeWidth={1.25} />} title={t.analytics.noZones} />;
  return (
    <div className={styles['section']}>
      <Pickers all={all} zones={zones} />
      {zones.length === 0 ? <EmptyState title={t.analytics.chooseZone} /> : <Shown zones={zones} />}
    </div>
  );
}

function Shown({ zones }: { readonly zones: readonly NamedZone[] }) {
  const t = useText();
  const { quantity, span } = useAnalyticsChoice();
  const days = useDays();
  const asked = useCrowdRows(zones, span, days);
  const [first] = zones;
  return (
    <>
      <Panel title={`${t.analytics.chartTitle}: ${t.analytics.quantities[quantity]}`} aside={t.analytics.units[quantity]}>
        <AskedList from={asked} empty={null}>
          {([one]) => (one === undefined ? null : <CrowdChart {...one} quantity={quantity} zones={zones} />)}
        </AskedList>
      </Panel>
      {first === undefined ? null : <CrowdWeek key={first.id} zone={first} quantity={quantity} />}
    </>
  );
}

/** Today, and the same weekday before, until others are chosen. */
function useDays(): readonly [string, string] {
  const offsetOf = useStationOffset();
  const days = useAnalyticsChoice((state) => state.days);
  const [nowMs] = useState(stationNow);
  return useMemo(() => {
    const offsetMs = offsetOf(nowMs);
    return days ?? [dayOf(nowMs, offsetMs), dayOf(nowMs, offsetMs, 7)];
  }, [days, nowMs, offsetOf]);
}

function Pickers({ all, zones }: { readonly all: readonly NamedZone[]; readonly zones: readonly NamedZone[] }) {
  const t = useText();
  const { quantity, span } = useAnalyticsChoice();
  const set = useAnalyticsChoice.setState;
  const [first, second] = useDays();
  const chosen = zones.map(({ id }) => id);
  return (
    <div className={styles['pickers']}>
      {span === 'compare' ? (
        <SelectField
          label={t.analytics.zone}
          value={chosen[0] ?? ''}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => set({ zoneIds: [id] })}
        />
      ) : (
        <CheckGroup
          label={t.analytics.zones}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={chosen}
          onChange={(ids) => ids.length <= mostLines && set({ zoneIds: ids })}
        />
      )}
      <Choice
        label={t.analytics.quantity}
        value={quantity}
        options={quantities.map((value) => ({ value, label: t.analytics.quantities[value] }))}
        onChange={(value) => set({ quantity: value })}
      />
      <Choice
        label={t.analytics.span}
        value={span}
        options={crowdSpans.map((value) => ({ value, label: t.analytics.spans[value] }))}
        onChange={(value) => set({ span: value })}
      />
      {span === 'compare' ? (
        <>
          <DayField label={t.analytics.firstDay} value={first} onChange={(day) => set({ days: [day, second] })} />
          <DayField label={t.analytics.secondDay} value={second} onChange={(day) => set({ days: [first, day] })} />
        </>
      ) : null}
    </div>
  );
}
