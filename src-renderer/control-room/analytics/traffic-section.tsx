/** Traffic: one sensor or all of them, the figures of a time, congestion by the hour, the usual week, and whether there is a trend. */
import { Car } from 'lucide-react';
import { useCallback } from 'react';
import type { SensorReply } from '../../../src-contract/api/sensors.ts';
import { sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { trafficRoutes } from '../../../src-contract/api/traffic.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import styles from './analytics.module.css';
import { trafficHours, useAnalyticsChoice } from './analytics-store.ts';
import { CongestionChart } from './congestion-chart.tsx';
import { SpeedWeek } from './speed-week.tsx';
import { TrafficFigures } from './traffic-figures.tsx';
import { TrendChart } from './trend-chart.tsx';

const askSensors = async (signal: AbortSignal): Promise<SensorReply[]> => {
  const { sensors } = await rest.call(sensorRoutes.sensors, { signal });
  return sensors.filter(({ type }) => type === 'traffic');
};
const sensorsEveryMs = 60_000;
const figuresEveryMs = 60_000;
const patternDays = 28;
const trendDays = 90;

export function TrafficSection() {
  const t = useText();
  const sensors = useAsked(askSensors, sensorsEveryMs);
  const none = (
    <EmptyState icon={<Car size={28} strokeWidth={1.25} />} title={t.analytics.noSensors}>
      {t.analytics.noSensorsHint}
    </EmptyState>
  );
  return (
    <AskedList from={sensors} empty={none}>
      {(rows) => <Chosen sensors={rows} />}
    </AskedList>
  );
}

function Chosen({ sensors }: { readonly sensors: readonly SensorReply[] }) {
  const t = useText();
  const { sensorId, hours } = useAnalyticsChoice();
  const set = useAnalyticsChoice.setState;
  const chosen = sensors.find(({ id }) => id === sensorId) ?? null;
  return (
    <div className={styles['section']}>
      <div className={styles['pickers']}>
        <SelectField
          label={t.analytics.sensor}
          value={chosen?.id ?? ''}
          options={[
            { value: '', label: t.analytics.allSensors },
            ...sensors.map(({ id, name }): { value: string; label: string } => ({ value: id, label: name })),
          ]}
          onChange={(id) => set({ sensorId: id === '' ? null : id })}
        />
        <Choice
          label={t.analytics.hours}
          value={String(hours)}
          options={trafficHours.map((value) => ({ value: String(value), label: t.analytics.hoursOf[value] }))}
          onChange={(value) => set({ hours: trafficHours.find((one) => String(one) === value) ?? 24 })}
        />
      </div>
      <Shown
        key={`${chosen?.id ?? ''} ${hours}`}
        sensorId={chosen?.id ?? null}
        name={chosen?.name ?? t.analytics.allSensors}
        hours={hours}
      />
    </div>
  );
}

interface ShownProps {
  readonly sensorId: string | null;
  readonly name: string;
  readonly hours: number;
}

function Shown({ sensorId, name, hours }: ShownProps) {
  const t = useText();
  const asked = useTraffic(sensorId, hours);
  return (
    <AskedList from={asked} empty={null}>
      {([traffic]) =>
        traffic === undefined ? null : (
          <>
            <Panel title={t.analytics.congestion.title}>
              <TrafficFigures statistics={traffic.statistics} congestion={traffic.congestion} />
              <CongestionChart congestion={traffic.congestion} name={name} fileName={`congestion-${sensorId ?? 'all'}`} />
            </Panel>
            <Panel title={t.analytics.pattern(name)} scroll>
              <SpeedWeek patterns={traffic.patterns} name={name} fileName={`week-speed-${sensorId ?? 'all'}`} />
            </Panel>
            <Panel title={t.analytics.trend.title}>
              <TrendChart trends={traffic.trends} name={name} fileName={`trend-${sensorId ?? 'all'}`} />
            </Panel>
          </>
        )
      }
    </AskedList>
  );
}

/** One row, so that it is loading, failed and old as every list is. */
function useTraffic(sensorId: string | null, hours: number) {
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const of = sensorId === null ? {} : { sensor_id: sensorId };
      const [statistics, congestion, patterns, trends] = await Promise.all([
        rest.call(trafficRoutes.trafficStatistics, { query: { ...of, hours }, signal }),
        rest.call(trafficRoutes.congestion, { query: { ...of, hours }, signal }),
        rest.call(trafficRoutes.patterns, { query: { ...of, days: patternDays }, signal }),
        rest.call(trafficRoutes.trends, { query: { ...of, days: trendDays }, signal }),
      ]);
      return [{ statistics, congestion, patterns, trends }];
    },
    [sensorId, hours],
  );
  return useAsked(ask, figuresEveryMs);
}
