/** Whether two systems mean the same station: they write names with other spaces, dots and capitals, or give a code. Pure. */
import type { TrainCall } from '../../../src-contract/domain/train.ts';

/** Letters and digits alone, of any script, without the words that some write and others leave out. */
export function plainName(name: string): string {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !leftOut.has(word));
  return (telling.length === 0 ? words : telling).join('');
}

const leftOut = new Set(['jn', 'junction', 'station', 'stn', 'railway']);

export function isCallAt({ stop, code }: Pick<TrainCall, 'stop' | 'code'>, station: string): boolean {
  return code?.toLowerCase() === station.trim().toLowerCase() || plainName(stop) === plainName(station);
}
