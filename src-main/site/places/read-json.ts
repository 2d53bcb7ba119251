/**
 * An Overpass answer in JSON → its elements. In: the file's text. Out: elements into the sink, or ExtractRefused with line and column, or the
 * element's place in the list. An answer that the server broke off says so in its `remark`, and is refused as a whole.
 */
import { z } from 'zod';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import { errorText } from '../../errors.ts';
import { ExtractRefused, type ExtractSink, type OsmElement } from './osm-element.ts';

const id = z.number().int().min(1);
const tags = z.record(z.string(), z.string()).default({});
const point = z.object({ lat: z.number(), lon: z.number() });
const bounds = z.object({ minlat: z.number(), minlon: z.number(), maxlat: z.number(), maxlon: z.number() });
const middle = { center: point.optional(), bounds: bounds.optional() };

const element = z.discriminatedUnion('type', [
  z.object({ type: z.literal('node'), id, lat: z.number(), lon: z.number(), tags }),
  z.object({
    ...{ type: z.literal('way'), id, nodes: z.array(id).default([]), geometry: z.array(point.nullable()).default([]), tags },
    ...middle,
  }),
  z.object({
    ...{ type: z.literal('relation'), id, tags, ...middle },
    members: z.array(z.object({ type: z.enum(['node', 'way', 'relation']), ref: id, role: z.string() })).default([]),
  }),
]);

const answer = z.object({
  elements: z.array(z.unknown()),
  remark: z.string().optional(),
  osm3s: z.object({ timestamp_osm_base: z.iso.datetime().optional() }).optional(),
});

/** Of an Overpass answer; not of the map. */
const passedOver = new Set(['area', 'count', 'timeline']);
const reportEvery = 20_000;

export function readJson(text: string, sink: ExtractSink): void {
  const { elements, remark, osm3s } = answerOf(text);
  if (remark !== undefined && /error|timed out|out of memory/i.test(remark))
    throw new ExtractRefused(`the answer is not complete: "${remark.slice(0, 200)}". Ask again, or for a smaller area`);
  const base = osm3s?.timestamp_osm_base;
  if (base !== undefined) sink.head({ mapMs: Date.parse(base) });
  for (const [i, each] of elements.entries()) {
    if (isPassedOver(each)) continue;
    const read = element.safeParse(each);
    if (!read.success) throw new ExtractRefused(`elements[${i}] is no element of the map: ${issueText(read.error)}`);
    sink.add(elementOf(read.data));
    if (i % reportEvery === 0) sink.progress(i / elements.length);
  }
}

function answerOf(text: string): z.infer<typeof answer> {
  const json = parse(text);
  const read = answer.safeParse(json);
  if (read.success) return read.data;
  throw new ExtractRefused(`the file is JSON, but no Overpass answer: ${issueText(read.error)}. Ask Overpass with [out:json]`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = errorText(error);
    // Only some of the engine's messages say where.
    const where = /\(line \d+ column \d+\)/.test(said) ? '' : ` (${said.includes('end of') ? endOf(text) : 'line 1 column 1'})`;
    throw new ExtractRefused(`the JSON is broken: ${said.slice(0, 200)}${where}. Send the file as it was made`);
  }
}

function endOf(text: string): string {
  const lines = text.split('\n');
  return `line ${lines.length} column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function issueText(error: z.ZodError): string {
  return z.prettifyError(error).split('\n').slice(0, 2).join(' ').slice(0, 200);
}

function isPassedOver(each: unknown): boolean {
  return typeof each === 'object' && each !== null && 'type' in each && passedOver.has(String(each.type));
}

function elementOf(read: z.infer<typeof element>): OsmElement {
  if (read.type === 'node') return { type: 'node', id: read.id, at: [read.lon, read.lat], tags: read.tags };
  const center = middleOf(read);
  if (read.type === 'relation') return { type: 'relation', id: read.id, members: read.members, tags: read.tags, center };
  const geometry = read.geometry.map((at): LonLat | null => (at === null ? null : [at.lon, at.lat]));
  return { type: 'way', id: read.id, nodes: read.nodes, tags: read.tags, center, geometry };
}

interface Middle {
  readonly center?: z.infer<typeof point> | undefined;
  readonly bounds?: z.infer<typeof bounds> | undefined;
}

function middleOf({ center, bounds: box }: Middle): LonLat | null {
  if (center !== undefined) return [center.lon, center.lat];
  return box === undefined ? null : [(box.minlon + box.maxlon) / 2, (box.minlat + box.maxlat) / 2];
}
