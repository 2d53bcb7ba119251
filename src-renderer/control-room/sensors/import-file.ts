/**
 * A file of sensors (a table or a JSON list) → what can be sent to the station, or what is wrong in which row. Pure: reading the file and
 * sending are left to the dialog; the station looks at everything once more.
 */
import { type SensorBody, sensorBody } from '../../../src-contract/api/sensors.ts';
import { csvRows } from './csv-rows.ts';

export type RowFault = 'id' | 'type' | 'name' | 'location' | 'approval' | 'twice' | 'row';

export interface WrongRow {
  /** Counted from 1 as a person counts: in a table with its heading. */
  readonly line: number;
  readonly id: string;
  readonly fault: RowFault;
}

export type SensorFile =
  | { readonly kind: 'unreadable' | 'empty' | 'too-many' }
  | { readonly kind: 'rows'; readonly sensors: readonly SensorBody[]; readonly wrong: readonly WrongRow[] };

const mostSensors = 5000;

interface Row {
  readonly line: number;
  readonly given: unknown;
}

export function readSensorFile(text: string): SensorFile {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const rows = plain.startsWith('[') || plain.startsWith('{') ? jsonRows(plain) : tableRows(plain);
  if (rows === null) return { kind: 'unreadable' };
  if (rows.length === 0) return { kind: 'empty' };
  if (rows.length > mostSensors) return { kind: 'too-many' };
  return judge(rows);
}

function judge(rows: readonly Row[]): SensorFile {
  const seen = new Set<string>();
  const sensors: SensorBody[] = [];
  const wrong: WrongRow[] = [];
  for (const { line, given } of rows) {
    const parsed = sensorBody.safeParse(given);
    const id = parsed.success ? parsed.data.id : idOf(given);
    if (!parsed.success) wrong.push({ line, id, fault: faultAt(parsed.error.issues[0]?.path[0]) });
    else if (hasUnapprovedPlace(parsed.data)) wrong.push({ line, id, fault: 'approval' });
    else if (seen.has(id)) wrong.push({ line, id, fault: 'twice' });
    else sensors.push(parsed.data);
    seen.add(id);
  }
  return { kind: 'rows', sensors, wrong };
}

/** The station would refuse the whole file. */
function hasUnapprovedPlace({ location, approved }: SensorBody): boolean {
  return !approved && location !== undefined && location !== null;
}

function faultAt(field: PropertyKey | undefined): RowFault {
  return field === 'id' || field === 'type' || field === 'name' || field === 'location' ? field : 'row';
}

function idOf(given: unknown): string {
  const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : null;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}

/** A list, or what the interface takes: {"sensors": […]}. */
function jsonRows(text: string): Row[] | null {
  try {
    const given: unknown = JSON.parse(text);
    const list = typeof given === 'object' && given !== null && 'sensors' in given ? given.sensors : given;
    return Array.isArray(list) ? list.map((one: unknown, i) => ({ line: i + 1, given: named(one) })) : null;
  } catch {
    return null;
  }
}

/** Without a name a sensor is called by its id. */
function named(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || 'name' in given) return given;
  return { ...given, name: idOf(given) };
}

function tableRows(text: string): Row[] | null {
  const [head, ...rows] = csvRows(text);
  const columns = head?.map((name) => name.trim().toLowerCase()) ?? [];
  if (!columns.includes('id') || !columns.includes('type')) return null;
  return rows.flatMap((cells, i) => {
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? '';
    if (cells.every((text) => text.trim() === '')) return [];
    const place = [cell('lon'), cell('lat')];
    const isPlaced = place.some((degrees) => degrees !== '');
    // An empty cell would be read as 0 degrees.
    const location = isPlaced ? place.map((degrees) => (degrees === '' ? null : Number(degrees))) : null;
    return [{ line: i + 2, given: { id: cell('id'), type: cell('type'), name: cell('name') || cell('id'), location } }];
  });
}
