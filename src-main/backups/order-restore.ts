/** Makes what lies staged count: from here on the next start uses it. In: what was checked, who asks. Out: the order beside the files. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RestoreCandidate } from '../../src-contract/domain/backup.ts';
import { asideName, commitRestore, orderFileOf, type RestoreOrder } from './pending-restore.ts';
import { stagingFolder } from './stage-restore.ts';

type Orderer = Pick<RestoreOrder, 'by' | 'address' | 'session'> & { readonly nowMs: number };

export async function orderRestore(dataFolder: string, candidate: RestoreCandidate, orderer: Orderer): Promise<void> {
  const staged = stagingFolder(dataFolder);
  const files = (await readdir(staged, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(staged.length + 1)
        .replaceAll('\\', '/'),
    );
  const { nowMs, ...who } = orderer;
  const { from, name, madeMs } = candidate;
  const order: RestoreOrder = { from, name, madeMs, ...who, files, aside: asideName(nowMs) };
  await writeFile(orderFileOf(staged), JSON.stringify(order), { mode: 0o600 });
  commitRestore(dataFolder, staged);
}
