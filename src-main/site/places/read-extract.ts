/**
 * An extract of the map in any of its formats → places and ways on foot. In: a file as somebody sent it. Out: what of it matters, or
 * ExtractRefused with the place of its fault. The format is told by the first bytes, not by the name.
 */
import { errorText } from '../../errors.ts';
import { createGathering, type Gathered } from './gather-extract.ts';
import { ExtractRefused, type ExtractSink } from './osm-element.ts';
import { readJson } from './read-json.ts';
import { readPbf } from './read-pbf.ts';
import { readXml } from './read-xml.ts';

type Format = 'json' | 'xml' | 'pbf';

export function readExtract(bytes: Uint8Array, progress: ExtractSink['progress']): Gathered {
  const { sink, finish } = createGathering(progress);
  switch (formatOf(bytes)) {
    case 'json':
      readJson(textOf(bytes), sink);
      break;
    case 'xml':
      readXml(bytes, sink);
      break;
    case 'pbf':
      readPbf(bytes, sink);
      break;
  }
  return finish();
}

function formatOf(bytes: Uint8Array): Format {
  const [a = 0, b = 0] = bytes;
  if (a === 0x1f && b === 0x8b) throw new ExtractRefused('the file is packed with gzip. Unpack it first');
  if (a === 0x42 && b === 0x5a) throw new ExtractRefused('the file is packed with bzip2. Unpack it first');
  const head = new TextDecoder()
    .decode(bytes.subarray(0, 64))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('{') || head.startsWith('[')) return 'json';
  if (head.startsWith('<')) return 'xml';
  if (head.includes('OSMHeader')) return 'pbf';
  throw new ExtractRefused('byte 0: this is neither an Overpass answer (JSON), nor OSM XML, nor PBF');
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ExtractRefused(`the text is not UTF-8 (${errorText(error)})`);
  }
}
