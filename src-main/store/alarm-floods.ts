/** Floods of alarms as they were told: one row a flood, rewritten while it lasts. */
import { z } from 'zod';
import type { AlarmFlood, AlarmFloodRecords } from '../../src-contract/domain/alarm-flood.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

const floodRow = z
  .object({ started_ms: z.number(), first_alarm_id: z.string(), alarms: z.number(), ended_ms: z.number().nullable() })
  .transform(({ started_ms, first_alarm_id, alarms, ended_ms }): AlarmFlood => {
    return { startedMs: started_ms, firstAlarmId: first_alarm_id, alarms, endedMs: ended_ms };
  });

export function createAlarmFloods({ durable, reader }: Connections, durably: Durably): AlarmFloodRecords {
  const put = durable.query<(string | number | null)[]>(
    'INSERT OR REPLACE INTO alarm_floods (started_ms, first_alarm_id, alarms, ended_ms) VALUES (?, ?, ?, ?)',
  );
  const open = reader.query<[]>('SELECT * FROM alarm_floods WHERE ended_ms IS NULL ORDER BY started_ms DESC LIMIT 1');
  const between = reader.query<number[]>(
    `SELECT * FROM alarm_floods WHERE started_ms < ? AND coalesce(ended_ms, 9e15) >= ? ORDER BY started_ms DESC LIMIT ?`,
  );
  return {
    put: ({ startedMs, firstAlarmId, alarms, endedMs }) =>
      void durably('alarmFloods.put', () => put.run(startedMs, firstAlarmId, alarms, endedMs)),
    open: () => z.array(floodRow).parse(open.all())[0] ?? null,
    between: (fromMs, toMs, limit) => z.array(floodRow).parse(between.all(toMs, fromMs, limit)),
  };
}
