/** Exchanges programs in a process that may be killed: an installation, or the way back from a trial. In: its folder, which of the two. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goBack } from '../../../src-main/desktop/updates/go-back.ts';
import { installUpdate } from '../../../src-main/desktop/updates/install-update.ts';
import { openUpdateState } from '../../../src-main/desktop/updates/update-state.ts';
import { appImageWay } from '../../../src-main/desktop/updates/ways/app-image-way.ts';
import { createLog } from '../../../src-main/log.ts';

const [folder = '', does] = process.argv.slice(2);
const state = openUpdateState(join(folder, 'updates'), createLog('silent'));
const way = appImageWay({ program: join(folder, 'program'), args: [], folder: state.folder, release: () => undefined });
if (does === 'install') {
  const file = join(folder, 'newer');
  const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64');
  const station = {
    hindrance: () => null,
    backUp: async () => ({ name: 'b', madeMs: 1 }),
    downParts: async () => [],
    stop: async () => undefined,
    start: () => undefined,
  };
  const ended = await installUpdate({ version: '1.1.0', file, sha512 }, { state, version: '1.0.0', way, station });
  if (ended.kind !== 'installed') throw new Error(JSON.stringify(ended));
} else {
  const { phase } = state.read();
  if (phase.kind === 'none') throw new Error('there is no update to go back from');
  await goBack(state, phase, { why: 'it was broken', nowMs: Date.now(), putBack: way.putBack });
}
