/**
 * OSM XML → its elements, as a stream. In: the file's bytes. Out: elements into the sink, or ExtractRefused with line and column. A file with
 * a document type is refused, and with it all that entities can do.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { AreaBox } from '../../../src-contract/domain/place-import.ts';
import { errorText } from '../../errors.ts';
import { ExtractRefused, type ExtractSink } from './osm-element.ts';

type Attributes = Readonly<Record<string, string>>;

interface Open {
  readonly type: 'node' | 'way' | 'relation';
  readonly attributes: Attributes;
  readonly tags: Record<string, string>;
  readonly nodes: number[];
  readonly members: { type: 'node' | 'way' | 'relation'; ref: number; role: string }[];
}

const chunkBytes = 1 << 16;
const kinds = ['node', 'way', 'relation'] as const;

export function readXml(bytes: Uint8Array, sink: ExtractSink): void {
  const parser = new SaxesParser();
  const refuse = (why: string): never => {
    throw new ExtractRefused(`line ${parser.line} column ${parser.column}: ${why}`);
  };
  const elements = createElements(sink, refuse);
  parser.on('error', (error) => refuse(`the XML is broken: ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('doctype', () => refuse('an OSM file has no document type'));
  parser.on('opentag', elements.open);
  parser.on('closetag', ({ name }) => elements.close(name));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const chunk = bytes.subarray(from, from + chunkBytes);
    parser.write(decoded(decoder, chunk, refuse));
    sink.progress(from / bytes.length);
  }
  parser.close();
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array, refuse: (why: string) => never): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (error) {
    return refuse(`the text is not UTF-8 (${errorText(error)})`);
  }
}

function createElements(sink: ExtractSink, refuse: (why: string) => never) {
  let root: string | null = null;
  let open: Open | null = null;
  const number = (attributes: Attributes, name: string): number => {
    const value = Number(attributes[name] ?? '');
    if ((attributes[name] ?? '').trim() === '' || !Number.isFinite(value)) refuse(`${name} is missing or no number`);
    return value;
  };
  const begin = (name: string): void => {
    if (root !== null) return;
    root = name;
    if (name !== 'osm') refuse(`the file is no OSM XML: it begins with <${name.slice(0, 40)}>`);
  };
  const inside = (name: string, attributes: Attributes): void => {
    if (open === null) return;
    if (name === 'tag') open.tags[attributes['k'] ?? ''] = attributes['v'] ?? '';
    else if (name === 'nd') open.nodes.push(number(attributes, 'ref'));
    else if (name === 'member') {
      const type = kinds.find((kind) => kind === attributes['type']) ?? refuse('a member has no type');
      open.members.push({ type, ref: number(attributes, 'ref'), role: attributes['role'] ?? '' });
    }
  };
  const finish = ({ type, attributes, tags, nodes, members }: Open): void => {
    const id = number(attributes, 'id');
    if (type === 'node') sink.add({ type, id, tags, at: [number(attributes, 'lon'), number(attributes, 'lat')] });
    else if (type === 'way') sink.add({ type, id, tags, nodes, center: null, geometry: [] });
    else sink.add({ type, id, tags, members, center: null });
  };

  return {
    open({ name, attributes }: SaxesTagPlain): void {
      begin(name);
      const type = kinds.find((kind) => kind === name);
      if (type !== undefined) open = { type, attributes, tags: {}, nodes: [], members: [] };
      else if (name === 'bounds') sink.head({ area: boundsOf(attributes, number) });
      else if (name === 'meta' && attributes['osm_base'] !== undefined) sink.head({ mapMs: timeOf(attributes['osm_base']) });
      else inside(name, attributes);
    },
    close(name: string): void {
      if (open === null || open.type !== name) return;
      // What was deleted stands in a history file.
      if (open.attributes['visible'] !== 'false') finish(open);
      open = null;
    },
  };
}

function boundsOf(attributes: Attributes, number: (attributes: Attributes, name: string) => number): AreaBox {
  const [west, south, east, north] = ['minlon', 'minlat', 'maxlon', 'maxlat'].map((name) => number(attributes, name));
  return [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
}

function timeOf(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
