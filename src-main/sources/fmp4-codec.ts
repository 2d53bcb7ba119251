/**
 * The initialisation segment → what the stream's codec is called, whether a browser plays it as it is, and a fingerprint of
 * the parameters that travel inside the stream, by which a change of resolution is noticed.
 */
import { findBox, uint32 } from './fmp4.ts';

export interface StreamCodec {
  /** As ffmpeg names it. */
  readonly name: string;
  /** For MSE; null when browsers can't be counted on to play it, and the wall then gets MPEG-1. */
  readonly mime: string | null;
}

/** Baseline, Main, Extended and High: 8 bits, 4:2:0. Above them stand 10-bit and 4:2:2, which browsers refuse. */
const playableProfiles = new Set([66, 77, 88, 100]);
/** Sample entry → codec. `mp4v` says more in its esds. */
const namesByEntry: Record<string, string> = { avc1: 'h264', avc3: 'h264', hev1: 'hevc', hvc1: 'hevc', vp09: 'vp9', av01: 'av1' };
/** ISO/IEC 14496-1 objectTypeIndication → codec. */
const namesByObjectType: Record<number, string> = { 32: 'mpeg4', 106: 'mpeg1video', 108: 'mjpeg', 109: 'png' };
/** Bytes of a VisualSampleEntry before its own boxes. */
const visualEntryBytes = 86;

/** null when the segment has no video that we know. */
export function codecOf(init: Uint8Array): StreamCodec | null {
  const stsd = findBox(init, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']);
  if (stsd === null || stsd.length < 24) return null;
  const entry = stsd.subarray(16);
  const type = String.fromCharCode(...entry.subarray(4, 8));
  if (type === 'mp4v') return { name: nameOfMp4v(entry), mime: null };
  const name = namesByEntry[type];
  if (name === undefined) return { name: type.trim(), mime: null };
  return { name, mime: name === 'h264' ? mimeOfH264(entry) : null };
}

function mimeOfH264(entry: Uint8Array): string | null {
  const avcC = findBox(entry, ['avcC'], visualEntryBytes);
  if (avcC === null || avcC.length < 12 || !playableProfiles.has(avcC[9] ?? 0)) return null;
  const profile = [...avcC.subarray(9, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `video/mp4; codecs="avc1.${profile}"`;
}

function nameOfMp4v(entry: Uint8Array): string {
  const esds = findBox(entry, ['esds'], visualEntryBytes);
  // DecoderConfigDescriptor: tag 4, a length of one to four bytes, then the object type.
  const at = esds?.indexOf(4, 12 + 4) ?? -1;
  if (esds === null || at < 0) return 'mp4v';
  let next = at + 1;
  while ((esds[next] ?? 0) & 0x80) next += 1;
  const objectType = esds[next + 1] ?? 0;
  if (objectType >= 0x60 && objectType <= 0x65) return 'mpeg2video';
  return namesByObjectType[objectType] ?? 'mp4v';
}

/**
 * The size-bearing parameters inside one frame, as text to compare: the sequence parameter set of H.264 and HEVC, the frame
 * header of a JPEG. null when the frame carries none.
 */
export function parametersIn(sample: Uint8Array, codec: string): string | null {
  if (codec === 'h264') return nalText(sample, (first) => (first & 31) === 7);
  if (codec === 'hevc') return nalText(sample, (first) => ((first >> 1) & 63) === 33);
  if (codec === 'mjpeg') return jpegSize(sample);
  return null;
}

/** ffmpeg always writes four length bytes. */
function nalText(sample: Uint8Array, wanted: (firstByte: number) => boolean): string | null {
  for (let at = 0; at + 5 <= sample.length; ) {
    const length = uint32(sample, at);
    if (wanted(sample[at + 4] ?? 0)) return Buffer.from(sample.subarray(at + 4, at + 4 + length)).toString('hex');
    at += 4 + length;
  }
  return null;
}

function jpegSize(sample: Uint8Array): string | null {
  for (let at = 2; at + 9 <= sample.length && sample[at] === 0xff; ) {
    const marker = sample[at + 1] ?? 0;
    const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrameHeader) return Buffer.from(sample.subarray(at + 5, at + 9)).toString('hex');
    at += 2 + (((sample[at + 2] ?? 0) << 8) | (sample[at + 3] ?? 0));
  }
  return null;
}
