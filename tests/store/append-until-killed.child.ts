/** Child of kill.test.ts: appends alarms and samples without end, printing each number once append has returned. */
import { join } from 'node:path';
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import { createClock } from '../../src-main/clock.ts';
import { createLog } from '../../src-main/log.ts';
import { openStore } from '../../src-main/store/open-store.ts';

const [folder = '', alarmText = '', limitsText = ''] = process.argv.slice(2);
const alarm = JSON.parse(alarmText) as Alarm;
const clock = createClock();
const store = openStore({
  file: join(folder, 'kavach.db'),
  backupFolder: join(folder, 'backups'),
  retention: JSON.parse(limitsText),
  log: createLog('silent'),
  clock,
});

function step(): void {
  const atMs = clock.nowMs();
  const zones = Array.from({ length: 20 }, (_, i) => ({
    zoneId: `z${i}`,
    count: i,
    densityPerM2: 1,
    band: 'green' as const,
    inflow: 1,
    outflow: 0,
    confidence: 1,
    measured: true,
  }));
  store.samples.add({ atMs, zones });
  const transition = { kind: 'raised' as const, atMs, actor: 'station', note: null };
  for (const stored of store.alarms.append([
    { ...transition, alarm },
    { ...transition, alarm },
  ]))
    process.stdout.write(`${stored.seq}\n`);
  setImmediate(step);
}
step();
