/** Child of kill.test.ts: sends panics to a desk without end, each twice, and prints a key once its command has returned. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createIncidentDesk } from '../../../src-main/community/incidents/incident-desk.ts';
import { createLog } from '../../../src-main/log.ts';
import { openStore } from '../../../src-main/store/open-store.ts';

const [folder = '', limitsText = '', round = ''] = process.argv.slice(2);
const clock = { nowMs: () => Date.now() };
const store = openStore({
  file: join(folder, 'kavach.db'),
  backupFolder: join(folder, 'backups'),
  retention: JSON.parse(limitsText),
  log: createLog('silent'),
  clock,
});
const desk = createIncidentDesk({
  records: store.incidents,
  findPlace: ({ zoneId, text }) => ({ zoneId, zoneName: zoneId, cameraId: null, location: null, plan: null, text }),
  bandOf: () => 'unknown',
  newId: randomUUID,
  nowMs: clock.nowMs,
});

let sent = 0;
function step(): void {
  sent += 1;
  const key = `${round}-${sent}`;
  const name = `phone-${sent % 7}`;
  const by = { id: name, name, kind: 'staff', role: 'staff', mayDirect: false, zone: null } as const;
  const place = { location: null, zoneId: `zone-${sent % 5}`, text: null };
  for (let tries = 0; tries < 2; tries += 1)
    desk.command({ kind: 'panic', by, key, severity: 'high', description: key, place, clientMs: null });
  process.stdout.write(`${key} ${name}\n`);
  setImmediate(step);
}
step();
