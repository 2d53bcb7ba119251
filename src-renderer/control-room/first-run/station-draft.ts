/** A new station as typed. In: texts. Out: what is sent, or null while something is missing. Pure. */
import type { FirstRunReply } from '../../../src-contract/api/care.ts';

export interface StationDraft {
  /** Empty: of none. */
  readonly network: string;
  readonly id: string;
  readonly name: string;
  readonly lines: string;
  readonly longitude: string;
  readonly latitude: string;
}

type NetworkStation = FirstRunReply['networks'][number]['stations'][number];

export function emptyDraft(network: string): StationDraft {
  return { network, id: '', name: '', lines: '', longitude: '', latitude: '' };
}

export function withStation(draft: StationDraft, station: NetworkStation | undefined): StationDraft {
  if (station === undefined) return { ...draft, id: '', name: '', lines: '' };
  return { ...draft, id: station.code, name: station.name.en, lines: station.lines.join(', ') };
}

const code = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function stationOf(draft: StationDraft) {
  const lines = draft.lines
    .split(',')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const location: [number, number] = [degrees(draft.longitude, 180), degrees(draft.latitude, 90)];
  const [id, name] = [draft.id.trim(), draft.name.trim()];
  const isWhole = code.test(id) && name !== '' && lines.length > 0 && lines.every((line) => code.test(line));
  if (!isWhole || location.some(Number.isNaN)) return null;
  return { id, name, lines, location, network: draft.network === '' ? null : draft.network };
}

function degrees(text: string, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  return Math.abs(value) <= most ? value : Number.NaN;
}
