/** The last hours of a sensor, one field at a time. Pauses are gaps. */
import { useCallback, useMemo, useState } from 'react';
import { type ReadingReply, type SensorReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { ChartWithTools } from '../chart/chart-with-tools.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { readingSeries, seriesChart } from './reading-series.ts';
import { fieldsOf } from './sensor-look.ts';
import styles from './sensors.module.css';
import { useSensorWords } from './use-sensor-words.ts';

const askEveryMs = 30_000;
const pageSize = 1000;
/** A reading every 20 s for a day. Faster sensors show the newest part of it. */
const mostReadings = 5000;

interface Readings {
  readonly readings: readonly ReadingReply[];
  /** Older ones of that time are left out. */
  readonly isCut: boolean;
}

async function askReadings(id: string, hours: number, signal: AbortSignal): Promise<Readings[]> {
  let readings: readonly ReadingReply[] = [];
  let cursor: string | null = null;
  do {
    const query = { hours, limit: pageSize, ...(cursor === null ? {} : { cursor }) };
    const page: { readings: ReadingReply[]; next_cursor: string | null } = await rest.call(sensorRoutes.sensorReadings, {
      ...{ params: { id }, query, signal },
    });
    readings = [...readings, ...page.readings];
    cursor = page.next_cursor;
  } while (cursor !== null && readings.length < mostReadings);
  return readings.length === 0 ? [] : [{ readings, isCut: cursor !== null }];
}

interface SensorHistoryProps {
  readonly sensor: SensorReply;
  readonly hours: 1 | 24;
}

export function SensorHistory({ sensor, hours }: SensorHistoryProps) {
  const t = useText();
  const { id } = sensor;
  const ask = useCallback((signal: AbortSignal) => askReadings(id, hours, signal), [id, hours]);
  const asked = useAsked(ask, askEveryMs);
  return (
    <AskedList from={asked} empty={<EmptyState title={t.sensors.history.empty[hours]} />}>
      {([read]) => (read === undefined ? null : <Chart sensor={sensor} hours={hours} read={read} />)}
    </AskedList>
  );
}

function Chart({ sensor, hours, read }: SensorHistoryProps & { readonly read: Readings }) {
  const t = useText();
  const format = useFormat();
  const words = useSensorWords();
  const fields = fieldsOf(sensor).filter((field) => read.readings.some(({ values }) => field in values));
  const [chosen, setChosen] = useState<string | null>(null);
  const field = fields.find((one) => one === chosen) ?? fields[0] ?? '';
  const content = useMemo(() => seriesChart(readingSeries(read.readings, field), words.field(field)), [read, field, words]);
  const oldest = read.readings.at(-1);
  const picker = (
    <SelectField
      label={t.sensors.history.field}
      value={field}
      options={fields.map((value) => ({ value, label: words.field(value) }))}
      onChange={setChosen}
    />
  );
  return (
    <>
      <div className={styles['chart']}>
        <ChartWithTools
          label={t.sensors.history.chartOf(sensor.name, words.field(field), t.sensors.history.spans[hours])}
          content={content}
          columns={() => [{ name: field, values: content.lines[0]?.values ?? [] }]}
          fileName={`${sensor.id}-${field}`}
          formatValue={words.number}
          lead={picker}
          readout={(index) => {
            const value = content.lines[0]?.values[index] ?? null;
            return <strong>{value === null ? t.chart.unknown : words.value(sensor.type, field, value)}</strong>;
          }}
        />
      </div>
      {read.isCut && oldest !== undefined ? (
        <p className={styles['hint']}>
          {t.sensors.history.cut(format.number(read.readings.length), format.time(Date.parse(oldest.timestamp)))}
        </p>
      ) : null}
    </>
  );
}
