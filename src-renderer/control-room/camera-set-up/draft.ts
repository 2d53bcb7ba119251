/** What is drawn on one camera's picture, before it is saved. Pure: each change gives a new draft. Points in fractions of the picture. */
import type { SiteConfigReply } from '../../../src-contract/api/site-config.ts';

export type Point = readonly [number, number];
export type ZoneKind = 'waiting' | 'moving' | 'entrance' | 'exit';

export interface DraftZone {
  readonly zone: string;
  /** Null: it follows the zone's place on the plan. */
  readonly polygon: readonly Point[] | null;
}
export interface DraftLine {
  readonly id: string;
  readonly from: Point;
  readonly to: Point;
  readonly into?: string | undefined;
}
export interface Pair {
  readonly image: Point;
  /** Metres on the plan. */
  readonly ground: Point;
}
export interface Draft {
  readonly zones: readonly DraftZone[];
  readonly lines: readonly DraftLine[];
  readonly masks: readonly (readonly Point[])[];
  readonly pairs: readonly Pair[];
  /** Zones that the site doesn't have yet. */
  readonly newZones: readonly { readonly id: string; readonly name: string; readonly kind: ZoneKind }[];
}

/** A shape of the draft; all pairs together are one. */
export type Shape =
  | { readonly kind: 'zone' | 'line' | 'mask'; readonly index: number }
  | { readonly kind: 'pairs'; readonly index: 0 };

export const emptyDraft: Draft = { zones: [], lines: [], masks: [], pairs: [], newZones: [] };

type CameraFields = SiteConfigReply['site']['cameras'][number];

export function draftOf(camera: CameraFields): Draft {
  const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? value : []);
  const zones = list<{ zone: string; polygon?: readonly Point[] }>(camera['zones']);
  return {
    zones: zones.map(({ zone, polygon }) => ({ zone, polygon: polygon ?? null })),
    lines: list<DraftLine>(camera['lines']),
    masks: list<readonly Point[]>(camera['masks']),
    pairs: list<Pair>(camera['calibration']),
    newZones: [],
  };
}

export function pointsOf(draft: Draft, { kind, index }: Shape): readonly Point[] {
  if (kind === 'zone') return draft.zones[index]?.polygon ?? [];
  if (kind === 'mask') return draft.masks[index] ?? [];
  if (kind === 'pairs') return draft.pairs.map(({ image }) => image);
  const line = draft.lines[index];
  return line === undefined ? [] : [line.from, line.to];
}

export function withPoints(draft: Draft, { kind, index }: Shape, points: readonly Point[]): Draft {
  const put = <T>(items: readonly T[], change: (item: T) => T) => items.map((item, i) => (i === index ? change(item) : item));
  if (kind === 'zone') return { ...draft, zones: put(draft.zones, (zone) => ({ ...zone, polygon: points })) };
  if (kind === 'mask') return { ...draft, masks: put(draft.masks, () => points) };
  if (kind === 'pairs') {
    return { ...draft, pairs: points.map((image, i) => ({ image, ground: draft.pairs[i]?.ground ?? [0, 0] })) };
  }
  const [from, to] = points;
  if (from === undefined || to === undefined) return draft;
  return { ...draft, lines: put(draft.lines, (line) => ({ ...line, from, to })) };
}

export function withoutShape(draft: Draft, { kind, index }: Shape): Draft {
  const cut = <T>(items: readonly T[]) => items.filter((_, i) => i !== index);
  if (kind === 'zone') {
    const gone = draft.zones[index]?.zone;
    const lines = draft.lines.map(({ into, ...line }) => (into === gone || into === undefined ? line : { ...line, into }));
    return { ...draft, zones: cut(draft.zones), newZones: draft.newZones.filter(({ id }) => id !== gone), lines };
  }
  if (kind === 'line') return { ...draft, lines: cut(draft.lines) };
  return kind === 'mask' ? { ...draft, masks: cut(draft.masks) } : { ...draft, pairs: [] };
}

/** Least points of a shape; a line has two, always. */
export function leastPoints({ kind }: Shape): number {
  if (kind === 'line') return 2;
  return kind === 'pairs' ? 0 : 3;
}

export function movedPoint(points: readonly Point[], at: number, to: Point): Point[] {
  return points.map((point, i) => (i === at ? [inside(to[0]), inside(to[1])] : point));
}

/** On the side after `at`, halfway. */
export function pointAfter(points: readonly Point[], at: number): Point[] {
  const [one, next] = [points[at], points[(at + 1) % points.length]];
  if (one === undefined || next === undefined) return [...points, [0.5, 0.5]];
  return points.toSpliced(at + 1, 0, [(one[0] + next[0]) / 2, (one[1] + next[1]) / 2]);
}

/** Four places to be the whole of a figure with four digits. */
function inside(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

/** A box amid the picture, to be pulled into shape. */
export const firstPolygon: readonly Point[] = [
  [0.35, 0.4],
  [0.65, 0.4],
  [0.65, 0.8],
  [0.35, 0.8],
];

/** A free id made of a name; `known` are taken. */
export function idFor(name: string, known: readonly string[], fallback: string): string {
  const plain =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || fallback;
  let id = plain;
  for (let no = 2; known.includes(id); no++) id = `${plain}-${no}`;
  return id;
}
