/**
 * Which things fit what was typed, best first. In: every thing with its names in all languages, what was typed, what was used last; out: a
 * bounded list in groups. Nothing typed: what was used last, then the first few of each group. Pure.
 */
import { defaultFilter } from 'cmdk';
import type { PaletteGroup, PaletteItem } from './palette-item.ts';

export interface Findable {
  readonly group: PaletteGroup;
  readonly item: PaletteItem;
  /** Its names and notes in every language. */
  readonly names: readonly string[];
}

export interface FoundGroup {
  readonly group: PaletteGroup | 'recent';
  readonly items: readonly PaletteItem[];
}

const mostOfGroupUntyped = 4;
export const mostFound = 40;
/** Below it the letters lie too far apart: 'lgt' has 0.026 in 'Theme: light'. */
const leastScore = 0.005;
/** Beside a real hit a scattered one is an accident: 'cam' has 0.99 in 'Cameras', 0.017 in an acknowledgement of a critical density. */
const leastOfBest = 0.03;
const recentBonus = 1.5;

export function findItems(all: readonly Findable[], typed: string, recentIds: readonly string[]): readonly FoundGroup[] {
  const wanted = typed.trim().split(/\s+/).filter(Boolean);
  return wanted.length === 0 ? untyped(all, recentIds) : ranked(all, wanted, recentIds);
}

function untyped(all: readonly Findable[], recentIds: readonly string[]): readonly FoundGroup[] {
  const recent = recentIds.flatMap((id) => all.find(({ item }) => item.id === id)?.item ?? []);
  const rest = all.filter(({ item }) => !recentIds.includes(item.id));
  const groups = grouped(rest).map(({ group, items }) => ({ group, items: items.slice(0, mostOfGroupUntyped) }));
  return recent.length === 0 ? groups : [{ group: 'recent', items: recent }, ...groups];
}

function ranked(all: readonly Findable[], wanted: readonly string[], recentIds: readonly string[]): readonly FoundGroup[] {
  const hits = all
    .map((one) => ({ ...one, score: scoreOf(one, wanted) * (recentIds.includes(one.item.id) ? recentBonus : 1) }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostFound);
  const best = hits[0]?.score ?? 0;
  return grouped(hits.filter(({ score }) => score >= best * leastOfBest));
}

/** In any order, so that 'light theme' finds 'Theme: light'; every word must fit. */
function scoreOf({ names }: Findable, wanted: readonly string[]): number {
  let score = 1;
  for (const word of wanted) {
    score *= Math.max(...names.map((name) => defaultFilter?.(name, word) ?? 0));
    if (score < leastScore) return 0;
  }
  return score;
}

/** Groups in the order of their first thing. */
function grouped(list: readonly Findable[]): FoundGroup[] {
  const groups = new Map<PaletteGroup, PaletteItem[]>();
  for (const { group, item } of list) {
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [item]);
    else known.push(item);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
