/**
 * Bytes of a fragmented MP4 (ffmpeg's `-movflags frag_every_frame`) → one initialisation segment, then fragments of one frame
 * each with whether it is a key frame. Only boxes are cut here; what the codec is called is fmp4-codec.ts's.
 */

export interface Fmp4Fragment {
  /** A whole moof + mdat. */
  readonly data: Uint8Array;
  readonly keyframe: boolean;
  /** The frame's own bytes inside `data`. */
  readonly sample: Uint8Array;
}

export interface Fmp4Splitter {
  push(chunk: Uint8Array): void;
}

interface Fmp4Handlers {
  /** ftyp + moov. */
  onInit(init: Uint8Array): void;
  onFragment(fragment: Fmp4Fragment): void;
  /** What arrives is no MP4 that we can cut; said once, and everything after it is ignored. */
  onBroken(reason: string): void;
}

/** A key frame of 8K video is below 8 MB; a box that says it is longer is nonsense. */
const maxBoxBytes = 32 * 1024 * 1024;

export function createFmp4Splitter(handlers: Fmp4Handlers): Fmp4Splitter {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  /** Bytes to have before the next step can be made. */
  let needed = 8;
  let ftyp: Uint8Array | null = null;
  let moof: Uint8Array | null = null;
  let broken = false;

  const take = (bytes: number): Uint8Array => {
    const all = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting, waitingBytes);
    waiting.length = 0;
    waitingBytes = all.length - bytes;
    if (waitingBytes > 0) waiting.push(all.subarray(bytes));
    return all.subarray(0, bytes);
  };

  const onBox = (type: string, box: Uint8Array): void => {
    if (type === 'ftyp') ftyp = box;
    else if (type === 'moov') handlers.onInit(Buffer.concat(ftyp === null ? [box] : [ftyp, box]));
    else if (type === 'moof') moof = box;
    else if (type === 'mdat' && moof !== null) {
      const data = Buffer.concat([moof, box]);
      handlers.onFragment({ data, keyframe: isKeyframe(moof), sample: data.subarray(moof.length + 8) });
      moof = null;
    }
  };

  const step = (): void => {
    const start = waiting[0];
    const first = start !== undefined && start.length >= 8 ? start : Buffer.concat(waiting, waitingBytes);
    const length = uint32(first, 0);
    if (length < 8 || length > maxBoxBytes) {
      broken = true;
      waiting.length = 0;
      handlers.onBroken(`an MP4 box of ${length} bytes`);
      return;
    }
    if (waitingBytes < length) {
      needed = length;
      return;
    }
    const box = take(length);
    needed = 8;
    onBox(boxType(box, 0), box);
  };

  return {
    push: (chunk) => {
      if (broken) return;
      waiting.push(chunk);
      waitingBytes += chunk.length;
      while (!broken && waitingBytes >= needed) {
        step();
        if (needed > 8 && waitingBytes < needed) break;
      }
    },
  };
}

/**
 * Whether a moof's first sample can be decoded on its own: bit 16 of the sample flags (`sample_is_non_sync_sample`,
 * ISO/IEC 14496-12) is clear. The flags stand in trun (first sample's, then each sample's) or else in tfhd's default.
 */
function isKeyframe(moof: Uint8Array): boolean {
  const traf = findBox(moof, ['traf'], 8);
  if (traf === null) return false;
  const trun = findBox(traf, ['trun'], 8);
  const tfhd = findBox(traf, ['tfhd'], 8);
  const flags = (trun && firstSampleFlags(trun)) ?? (tfhd && defaultSampleFlags(tfhd));
  return flags !== null && flags !== undefined && (flags & 0x10000) === 0;
}

function firstSampleFlags(trun: Uint8Array): number | null {
  const present = uint32(trun, 8) & 0xffffff;
  let at = 16 + (present & 0x1 ? 4 : 0);
  if (present & 0x4) return uint32(trun, at);
  if (!(present & 0x400)) return null;
  at += (present & 0x100 ? 4 : 0) + (present & 0x200 ? 4 : 0);
  return uint32(trun, at);
}

function defaultSampleFlags(tfhd: Uint8Array): number | null {
  const present = uint32(tfhd, 8) & 0xffffff;
  if (!(present & 0x20)) return null;
  const before = [0x1, 0x2, 0x8, 0x10].map((bit) => (present & bit ? (bit === 0x1 ? 8 : 4) : 0));
  return uint32(tfhd, 16 + before.reduce<number>((sum, bytes) => sum + bytes, 0));
}

/** The fragment's decode time (tfdt), in the track's time scale; null without one. */
export function decodeTime(fragment: Uint8Array): bigint | null {
  const tfdt = findBox(fragment, ['moof', 'traf', 'tfdt']);
  if (tfdt === null) return null;
  return tfdt[8] === 1 ? (BigInt(uint32(tfdt, 12)) << 32n) | BigInt(uint32(tfdt, 16)) : BigInt(uint32(tfdt, 12));
}

/** A copy of the fragment that is decoded at another time. */
export function retimed(fragment: Uint8Array, time: bigint): Uint8Array {
  // A Buffer's own slice would share the bytes.
  const copy = Uint8Array.from(fragment);
  const tfdt = findBox(copy, ['moof', 'traf', 'tfdt']);
  if (tfdt === null) return copy;
  const view = new DataView(tfdt.buffer, tfdt.byteOffset, tfdt.byteLength);
  if (tfdt[8] === 1) view.setBigUint64(12, BigInt.asUintN(64, time));
  else view.setUint32(12, Number(BigInt.asUintN(32, time)));
  return copy;
}

/** Units a second of the (only) track's times. */
export function timeScale(init: Uint8Array): number {
  const mdhd = findBox(init, ['moov', 'trak', 'mdia', 'mdhd']);
  return mdhd === null ? 1000 : uint32(mdhd, mdhd[8] === 1 ? 28 : 20);
}

/** The first box on `path` inside `container`, whose children start at `from`; null when it isn't there. */
export function findBox(container: Uint8Array, path: readonly string[], from = 0): Uint8Array | null {
  const [type, ...rest] = path;
  for (let at = from; at + 8 <= container.length; ) {
    const length = uint32(container, at);
    if (length < 8 || at + length > container.length) return null;
    if (boxType(container, at) === type) {
      const box = container.subarray(at, at + length);
      return rest.length === 0 ? box : findBox(box, rest, 8);
    }
    at += length;
  }
  return null;
}

function boxType(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at + 4, at + 8));
}

/** Big-endian; 0 past the end. */
export function uint32(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;
}
