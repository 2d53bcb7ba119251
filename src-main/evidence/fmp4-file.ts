/**
 * What a clip's file needs of fragmented MP4: fragments moved to a time that starts at 0, the file's length written into its head, and
 * how far a file that was cut off is whole. Frames are never touched; cutting a stream into fragments is sources/'s.
 */

/** The sum of `a` boxes' way down to a box, as in `moov.trak.mdia`. */
type Path = readonly string[];

/** Where a box begins and ends inside `bytes`; null when it isn't there. */
function find(bytes: Buffer, path: Path, from = 0, to = bytes.length): { readonly start: number; readonly end: number } | null {
  const [type, ...rest] = path;
  for (let at = from; at + 8 <= to; ) {
    const length = bytes.readUInt32BE(at);
    if (length < 8 || at + length > to) return null;
    if (bytes.toString('latin1', at + 4, at + 8) === type)
      return rest.length === 0 ? { start: at, end: at + length } : find(bytes, rest, at + 8, at + length);
    at += length;
  }
  return null;
}

/** Time of the fragment's first frame, in the track's units; 0 without one. */
export function fragmentTime(fragment: Buffer): bigint {
  const tfdt = find(fragment, ['moof', 'traf', 'tfdt']);
  if (tfdt === null) return 0n;
  return fragment[tfdt.start + 8] === 1
    ? fragment.readBigUInt64BE(tfdt.start + 12)
    : BigInt(fragment.readUInt32BE(tfdt.start + 12));
}

/** A copy that is played at another time. */
export function movedFragment(fragment: Buffer, time: bigint): Buffer {
  const copy = Buffer.from(fragment);
  const tfdt = find(copy, ['moof', 'traf', 'tfdt']);
  if (tfdt === null) return copy;
  if (copy[tfdt.start + 8] === 1) copy.writeBigUInt64BE(time, tfdt.start + 12);
  else copy.writeUInt32BE(Number(time), tfdt.start + 12);
  return copy;
}

/** Units a second of the (only) track. */
export function trackScale(init: Buffer): number {
  const mdhd = find(init, ['moov', 'trak', 'mdia', 'mdhd']);
  return mdhd === null ? 1000 : init.readUInt32BE(mdhd.start + (init[mdhd.start + 8] === 1 ? 28 : 20));
}

/** A copy of the head that says how long the film is, so that players show a time line before they have read all of it. */
export function headOfLength(init: Buffer, lengthMs: number): Buffer {
  const copy = Buffer.from(init);
  const mvhd = find(copy, ['moov', 'mvhd']);
  if (mvhd === null || copy[mvhd.start + 8] !== 0) return copy;
  const scale = copy.readUInt32BE(mvhd.start + 20);
  copy.writeUInt32BE(Math.round((lengthMs / 1000) * scale), mvhd.start + 24);
  return copy;
}

export interface WholePart {
  /** Up to the end of the last whole fragment; 0 when there is none. */
  readonly bytes: number;
  readonly headBytes: number;
  readonly frames: number;
  /** From the first frame to the last, ms. */
  readonly lengthMs: number;
}

/** Goes through a file whose writing may have been cut off anywhere. */
export function wholePart(file: Buffer): WholePart {
  const found = { bytes: 0, headBytes: 0, frames: 0, lengthMs: 0 };
  const moov = find(file, ['moov']);
  if (moov === null) return found;
  found.headBytes = moov.end;
  const scale = trackScale(file.subarray(0, moov.end));
  for (let at = moov.end; at + 8 <= file.length; ) {
    const moofEnd = at + file.readUInt32BE(at);
    if (moofEnd + 8 > file.length || moofEnd <= at) break;
    const end = moofEnd + file.readUInt32BE(moofEnd);
    if (end > file.length || end <= moofEnd) break;
    found.lengthMs = (Number(fragmentTime(file.subarray(at, end))) * 1000) / scale;
    found.frames += 1;
    found.bytes = end;
    at = end;
  }
  return found;
}
