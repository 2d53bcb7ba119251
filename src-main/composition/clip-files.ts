/** Files of clips for the server: to play, and a small picture of each, drawn once and kept beside it. */
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptClip } from '../../src-contract/domain/evidence.ts';
import { stillOf } from '../evidence/blur/blur-clip.ts';
import type { ClipShelf } from '../evidence/clip-shelf.ts';
import type { EvidencePort, StoredFile } from '../server/evidence-port.ts';
import type { Store } from '../store/open-store.ts';

const stillWidthPx = 480;

export function clipFiles(
  { evidence: records }: Pick<Store, 'evidence'>,
  shelf: Pick<ClipShelf, 'pathOf'>,
  folder: string,
  ffmpegPath: string,
): Pick<EvidencePort, 'video' | 'still'> {
  let last: Promise<unknown> = Promise.resolve();
  const draw = async (clip: KeptClip): Promise<Uint8Array> => {
    const file = join(folder, `${clip.id}.jpg`);
    const kept = await readFile(file).catch(() => null);
    if (kept !== null) return kept;
    const momentMs = Math.min(...clip.causes.map(({ atMs }) => atMs), clip.toMs);
    const atS = Math.max(0, (momentMs - clip.fromMs) / 1000);
    const jpeg = await stillOf(ffmpegPath, { from: shelf.pathOf(clip), atS, widthPx: stillWidthPx });
    await writeFile(file, jpeg, { mode: 0o600 });
    return jpeg;
  };
  const kept = (id: string): KeptClip | null => {
    const clip = records.find(id);
    return clip?.state === 'kept' ? clip : null;
  };
  return {
    video: async (id: string) => {
      const clip = kept(id);
      return clip === null ? null : storedFile(shelf.pathOf(clip));
    },
    still: async (id: string) => {
      const clip = kept(id);
      if (clip === null) return null;
      // One ffmpeg at a time, however many rows a page shows.
      const drawn = last.then(() => draw(clip)).catch(() => null);
      last = drawn;
      return drawn;
    },
  };
}

export async function storedFile(path: string | null): Promise<StoredFile | null> {
  const found = path === null ? null : await stat(path).catch(() => null);
  return path === null || found === null
    ? null
    : { bytes: found.size, open: (range = undefined) => createReadStream(path, range) };
}
