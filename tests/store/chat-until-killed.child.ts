/** Child of chat.test.ts: writes on a line without end, printing each client id once its message was acknowledged. */
import { join } from 'node:path';
import { createClock } from '../../src-main/clock.ts';
import { createLog } from '../../src-main/log.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { openChat, write } from './chat-fixture.ts';

const [folder = '', limitsText = '', firstText = '0'] = process.argv.slice(2);
const clock = createClock();
const store = openStore({
  file: join(folder, 'kavach.db'),
  backupFolder: join(folder, 'backups'),
  retention: JSON.parse(limitsText),
  log: createLog('silent'),
  clock,
});
const desk = openChat(store, clock.nowMs);

function step(i: number): void {
  write(desk, `reading ${i} of the gate counter`, `m${i}`, 'western', { id: `session:${i % 50}`, name: 'Gate', role: 'staff' });
  process.stdout.write(`${i}\n`);
  setImmediate(step, i + 1);
}
step(Number(firstText));
