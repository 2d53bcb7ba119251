/**
 * Looks at the head of a map archive: PMTiles version 3 (github.com/protomaps/PMTiles, spec/v3), with the vector tiles of a Protomaps base
 * map. In: a path. Out: the area that it covers, or what is wrong and what to do. Tiles are read by the pages alone.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type AreaBox, isAreaBox } from '../../../src-contract/domain/place-import.ts';
import { errorText } from '../../errors.ts';

export type ArchiveReading = { readonly ok: true; readonly area: AreaBox } | { readonly ok: false; readonly fault: string };

const headerBytes = 127;
/** That of the whole world has some 50 KB. */
const mostMetadataBytes = 4 << 20;
const noPacking = 1;
const gzip = 2;
/** By their numbers in the header; only the first can be drawn in the page's own colours. */
const tileKinds = ['tiles of an unknown kind', 'vector tiles (MVT)', 'PNG', 'JPEG', 'WebP', 'AVIF', 'MapLibre tiles (MLT)'];
const vectorTiles = 1;
/** Streets begin here; a station is looked at from much nearer. */
const leastMaxZoom = 13;

const makeOne = 'make one of a Protomaps build with "pmtiles extract"';
const metadataSchema = z.object({ vector_layers: z.array(z.object({ id: z.string() })) });

export function readArchive(path: string): ArchiveReading {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const header = readHeader(readAt(file, 0, headerBytes));
    if (header === null) return { ok: false, fault: `it is no PMTiles archive: ${makeOne}` };
    const fault = headerFault(header, fstatSync(file).size) ?? layersFault(readMetadata(file, header));
    return fault === null ? { ok: true, area: header.area } : { ok: false, fault };
  } catch (error) {
    return { ok: false, fault: `it can't be read (${errorText(error)}): copy it anew, readable for the station` };
  } finally {
    if (file !== null) closeSync(file);
  }
}

interface Header {
  readonly version: number;
  readonly metadata: { readonly at: number; readonly bytes: number };
  /** Where the last of its parts ends. */
  readonly endBytes: number;
  readonly packings: readonly number[];
  readonly tileKind: number;
  readonly maxZoom: number;
  readonly area: AreaBox;
}

/** Null for a file of another kind. */
function readHeader(bytes: Buffer): Header | null {
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 7) !== 'PMTiles') return null;
  const count = (at: number): number => Number(bytes.readBigUInt64LE(at));
  const degrees = (at: number): number => bytes.readInt32LE(at) / 1e7;
  const [root, metadata, leaves, tiles] = [8, 24, 40, 56].map((at) => ({ at: count(at), bytes: count(at + 8) }));
  return {
    version: bytes.readUInt8(7),
    metadata: metadata ?? { at: 0, bytes: 0 },
    endBytes: Math.max(...[root, metadata, leaves, tiles].map((part) => (part?.at ?? 0) + (part?.bytes ?? 0))),
    packings: [bytes.readUInt8(97), bytes.readUInt8(98)],
    tileKind: bytes.readUInt8(99),
    maxZoom: bytes.readUInt8(101),
    area: [degrees(102), degrees(106), degrees(110), degrees(114)],
  };
}

function headerFault({ version, endBytes, packings, tileKind, maxZoom, area }: Header, fileBytes: number): string | null {
  if (version !== 3) return `it is a PMTiles archive of version ${version}: turn it into version 3 with "pmtiles convert"`;
  if (endBytes > fileBytes) return `it is cut short, ${fileBytes} of ${endBytes} bytes: copy it again`;
  if (tileKind !== vectorTiles) return `it holds ${tileKinds[tileKind] ?? tileKinds[0]}, not vector tiles (MVT): ${makeOne}`;
  if (packings.some((packing) => packing !== gzip && packing !== noPacking))
    return `it is packed in a way that browsers can't unpack: ${makeOne}, which packs with gzip`;
  if (maxZoom < leastMaxZoom) return `it ends at zoom ${maxZoom}, and streets begin at ${leastMaxZoom}: ${makeOne} --maxzoom=15`;
  return isAreaBox(area) ? null : `it doesn't say which area it covers: ${makeOne}`;
}

function readMetadata(file: number, { metadata, packings }: Header): string {
  const packed = readAt(file, metadata.at, Math.min(metadata.bytes, mostMetadataBytes));
  const bytes = packings[0] === gzip ? gunzipSync(packed, { maxOutputLength: mostMetadataBytes }) : packed;
  return bytes.toString('utf8');
}

/** Archives of other makers name their layers otherwise; nothing of them would be drawn. */
function layersFault(metadata: string): string | null {
  const layers = metadataSchema.safeParse(JSON.parse(metadata)).data?.vector_layers.map(({ id }) => id) ?? [];
  if (layers.includes('roads')) return null;
  const named = layers.length === 0 ? 'none' : layers.slice(0, 5).join(', ');
  return `it has no layer "roads" (its layers: ${named}): ${makeOne}`;
}

function readAt(file: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  return buffer.subarray(0, readSync(file, buffer, 0, bytes, at));
}
