/** Evidence as a part of the station: follows the cameras that there are, ends clips in time, keeps the disk tidy. */
import type { ClipRecorder } from '../evidence/clip-recorder.ts';
import type { ClipShelf } from '../evidence/clip-shelf.ts';
import type { ExportDesk } from '../evidence/export/export-desk.ts';
import type { CameraSeat } from './camera-desk.ts';
import type { Part } from './parts.ts';

const advanceMs = 500;
const tidyMs = 10_000;

interface Parts {
  readonly shelf: ClipShelf;
  readonly recorder: ClipRecorder;
  readonly exports: ExportDesk;
  readonly seats: ReadonlyMap<string, CameraSeat>;
  readonly isOwnStore: boolean;
}

export function evidencePart({ shelf, recorder, exports, seats, isOwnStore }: Parts): Part {
  const followed = new Map<string, { readonly seat: CameraSeat; readonly leave: () => void }>();
  const timers: NodeJS.Timeout[] = [];
  /** Cameras may come, go and be replaced while the station runs. */
  const follow = (): void => {
    for (const [id, { seat, leave }] of followed) {
      if (seats.get(id) === seat) continue;
      leave();
      followed.delete(id);
    }
    for (const [id, seat] of seats)
      if (!followed.has(id)) followed.set(id, { seat, leave: recorder.follow(id, seat.camera.live.tap) });
  };
  return {
    name: 'evidence',
    async start() {
      await shelf.open(isOwnStore);
      await exports.open();
      follow();
      const advance = (): void => {
        follow();
        recorder.advance();
      };
      const tidy = (): void => void shelf.tidy().then(exports.tidy);
      timers.push(setInterval(advance, advanceMs), setInterval(tidy, tidyMs));
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([recorder.stop(), exports.stop()]);
    },
  };
}
