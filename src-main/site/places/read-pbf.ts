/**
 * OSM PBF → its elements, a block at a time. In: the file's bytes. Out: elements into the sink, or ExtractRefused with the block and its
 * first byte. The file's frame is read here: the library's own stream copies what it holds at every piece, believes any size, and
 * can't say where a fault is. It decodes each block.
 */
import { inflateSync } from 'node:zlib';
import { parse } from 'osm-pbf-parser-node';
import { z } from 'zod';
import { errorText } from '../../errors.ts';
import { ExtractRefused, type ExtractSink, type OsmElement } from './osm-element.ts';
import { readMessage } from './protobuf.ts';

/** Of the format's own rules: a header has at most 64 KiB, a block at most 32 MiB unpacked. */
const mostHeaderBytes = 64 * 1024;
const mostBlockBytes = 32 * 1024 * 1024;
const understood = new Set(['OsmSchema-V0.6', 'DenseNodes']);

const tags = z.record(z.string(), z.string()).default({});
const elements = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('node'), id: z.number(), lat: z.number(), lon: z.number(), tags }),
    z.object({ type: z.literal('way'), id: z.number(), refs: z.array(z.number()), tags }),
    z.object({
      ...{ type: z.literal('relation'), id: z.number(), tags },
      members: z.array(z.object({ type: z.enum(['node', 'way', 'relation']), ref: z.number(), role: z.string() })),
    }),
  ]),
);

interface Block {
  readonly type: string;
  readonly data: Uint8Array;
  readonly nextAt: number;
}

export function readPbf(bytes: Uint8Array, sink: ExtractSink): void {
  let at = 0;
  for (let no = 1; at < bytes.length; no += 1) {
    // Before the block: one that can't be decoded to its end is known by this.
    sink.progress(at / bytes.length);
    try {
      const block = readBlock(bytes, at, no);
      if (block.type === 'OSMHeader') readHead(block.data, sink);
      if (block.type === 'OSMData')
        for (const element of elements.parse(parse(Buffer.from(block.data), {}))) sink.add(elementOf(element));
      at = block.nextAt;
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error).slice(0, 200) : errorText(error);
      throw new ExtractRefused(`block ${no} at byte ${at}: ${why}`);
    }
  }
}

/** Size of the header, header, data: as https://wiki.openstreetmap.org/wiki/PBF_Format has it. */
function readBlock(bytes: Uint8Array, at: number, no: number): Block {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 4 > bytes.length) throw new Error('the file ends inside a block');
  const headerBytes = view.getUint32(at);
  if (headerBytes > mostHeaderBytes) throw new Error(`a header of ${headerBytes} bytes; at most ${mostHeaderBytes} are allowed`);
  const dataAt = at + 4 + headerBytes;
  const header = readMessage(bytes.subarray(at + 4, dataAt));
  const type = new TextDecoder().decode(header.bytes(1) ?? new Uint8Array());
  if (no === 1 && type !== 'OSMHeader') throw new Error('the file does not begin as OSM PBF does');
  const dataBytes = header.number(3) ?? 0;
  if (dataBytes > mostBlockBytes) throw new Error(`a block of ${dataBytes} bytes; at most ${mostBlockBytes} are allowed`);
  const nextAt = dataAt + dataBytes;
  if (nextAt > bytes.length) throw new Error('the file ends inside a block');
  return { type, data: unpacked(bytes.subarray(dataAt, nextAt)), nextAt };
}

function unpacked(blob: Uint8Array): Uint8Array {
  const message = readMessage(blob);
  const [raw, zlib] = [message.bytes(1), message.bytes(3)];
  if (raw !== null) return raw;
  if (zlib === null) throw new Error('it is packed in a way that is not read here; write the file with zlib');
  return inflateSync(zlib, { maxOutputLength: mostBlockBytes });
}

/** The box in billionths of a degree, required features, and the map's time. */
function readHead(data: Uint8Array, sink: ExtractSink): void {
  const header = readMessage(data);
  const needed = header.all(4).map((feature) => new TextDecoder().decode(feature));
  const strange = needed.filter((feature) => !understood.has(feature));
  if (strange.length > 0) throw new Error(`the file needs ${strange.join(', ')}, which is not read here`);
  const box = header.bytes(1);
  if (box !== null) {
    const sides = readMessage(box);
    const [west, east, north, south] = [1, 2, 3, 4].map((field) => (sides.signed(field) ?? 0) / 1e9);
    sink.head({ area: [west ?? 0, south ?? 0, east ?? 0, north ?? 0] });
  }
  const timeS = header.number(32);
  if (timeS !== null) sink.head({ mapMs: timeS * 1000 });
}

function elementOf(read: z.infer<typeof elements>[number]): OsmElement {
  if (read.type === 'node') return { type: 'node', id: read.id, at: [read.lon, read.lat], tags: read.tags };
  if (read.type === 'way') return { type: 'way', id: read.id, nodes: read.refs, tags: read.tags, center: null, geometry: [] };
  return { type: 'relation', id: read.id, members: read.members, tags: read.tags, center: null };
}
