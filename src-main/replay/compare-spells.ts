/** The alarms that came against those that would have come. In: spells of both, and which time was recorded. Out: WhatIf. Pure. */
import type { AlarmPriority } from '../../src-contract/domain/alarm.ts';
import type { AlarmLoad, AlarmSpell, Span, SpellChange, WhatIf } from '../../src-contract/domain/what-if.ts';

/** A tick is 250 ms; an alarm that comes a second later asks nothing else of anyone. */
const sameWithinMs = 1000;
/** The same crowd, judged earlier or later: further apart it is another alarm. */
const nearMs = 120_000;
const windowMs = 600_000;
const hourMs = 3_600_000;
/** EEMUA 191: more than ten in ten minutes is a flood. */
const mostInWindow = 10;
const mostChanges = 500;

interface Compared {
  readonly span: Span;
  /** In order, not overlapping. */
  readonly gaps: readonly Span[];
  readonly was: readonly AlarmSpell[];
  readonly wouldBe: readonly AlarmSpell[];
}

export function compareSpells({ span, gaps, was, wouldBe }: Compared): WhatIf {
  const recordedMs = span.toMs - span.fromMs - gaps.reduce((sum, gap) => sum + gap.toMs - gap.fromMs, 0);
  const { same, changes } = match(was, wouldBe);
  return {
    ...{ span, recordedMs, same },
    gaps: gaps.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)),
    was: loadOf(was, span, recordedMs),
    wouldBe: loadOf(wouldBe, span, recordedMs),
    changes: changes.slice(0, mostChanges),
    changesLeftOut: Math.max(0, changes.length - mostChanges),
    zones: byZone(was, wouldBe),
    hours: byHour(span, was, wouldBe),
  };
}

/** Each spell that was takes the first that would be, of the same condition, that overlaps it or begins near it. */
function match(was: readonly AlarmSpell[], wouldBe: readonly AlarmSpell[]): { same: number; changes: SpellChange[] } {
  const left = new Set(wouldBe);
  const changes: SpellChange[] = [];
  let same = 0;
  for (const spell of was) {
    const partner = wouldBe.find((other) => left.has(other) && other.key === spell.key && belong(spell, other)) ?? null;
    if (partner === null) changes.push({ change: 'gone', was: spell, wouldBe: null });
    else left.delete(partner);
    if (partner !== null && isSame(spell, partner)) same += 1;
    else if (partner !== null) changes.push({ change: 'moved', was: spell, wouldBe: partner });
  }
  for (const spell of left) changes.push({ change: 'added', was: null, wouldBe: spell });
  return { same, changes: changes.toSorted((a, b) => beginOf(a) - beginOf(b)) };
}

function belong(a: AlarmSpell, b: AlarmSpell): boolean {
  const overlap = a.fromMs < (b.toMs ?? Number.POSITIVE_INFINITY) && b.fromMs < (a.toMs ?? Number.POSITIVE_INFINITY);
  return overlap || Math.abs(a.fromMs - b.fromMs) <= nearMs;
}

/** Where one ends is not asked: what an operator is called by is where it begins, and how bad it is. */
function isSame(a: AlarmSpell, b: AlarmSpell): boolean {
  return a.priority === b.priority && Math.abs(a.fromMs - b.fromMs) <= sameWithinMs;
}

function beginOf({ was, wouldBe }: SpellChange): number {
  return (was ?? wouldBe)?.fromMs ?? 0;
}

/** What was active already when the span began is no new call. */
function calls(spells: readonly AlarmSpell[], { fromMs }: Span): readonly AlarmSpell[] {
  return spells.filter((spell) => spell.fromMs >= fromMs);
}

function loadOf(spells: readonly AlarmSpell[], span: Span, recordedMs: number): AlarmLoad {
  const called = calls(spells, span);
  const count = (priority: AlarmPriority) => called.filter((spell) => spell.priority === priority).length;
  const windows = Array.from({ length: Math.ceil((span.toMs - span.fromMs) / windowMs) }, () => 0);
  for (const { fromMs } of called) {
    const i = Math.floor((fromMs - span.fromMs) / windowMs);
    windows[i] = (windows[i] ?? 0) + 1;
  }
  const floods = windows.filter((calls) => calls > mostInWindow).length;
  return {
    spells: called.length,
    byPriority: { low: count('low'), medium: count('medium'), high: count('high') },
    per10Min: recordedMs <= 0 ? null : called.length / (recordedMs / windowMs),
    worst10Min: Math.max(0, ...windows),
    floodShare: recordedMs <= 0 ? null : Math.min(1, (floods * windowMs) / recordedMs),
  };
}

function byZone(was: readonly AlarmSpell[], wouldBe: readonly AlarmSpell[]): WhatIf['zones'] {
  const inZones = (spells: readonly AlarmSpell[]) =>
    spells.flatMap(({ kind, subject }) => (kind === 'crowd-density' ? [subject.id] : []));
  const [before, after] = [inZones(was), inZones(wouldBe)];
  return [...new Set([...before, ...after])].toSorted().map((zoneId) => ({
    zoneId,
    was: before.filter((id) => id === zoneId).length,
    wouldBe: after.filter((id) => id === zoneId).length,
  }));
}

function byHour(span: Span, was: readonly AlarmSpell[], wouldBe: readonly AlarmSpell[]): WhatIf['hours'] {
  const first = Math.floor(span.fromMs / hourMs) * hourMs;
  const within = (spells: readonly AlarmSpell[], atMs: number) =>
    calls(spells, span).filter(({ fromMs }) => fromMs >= atMs && fromMs < atMs + hourMs).length;
  return Array.from({ length: Math.ceil((span.toMs - first) / hourMs) }, (_, i) => {
    const atMs = first + i * hourMs;
    return { atMs, was: within(was, atMs), wouldBe: within(wouldBe, atMs) };
  });
}
