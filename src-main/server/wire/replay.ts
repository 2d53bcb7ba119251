/** A past stretch and trials of thresholds → what clients see of them, and thresholds as clients send them. */
import type { ReplayReply, SpellReply, ThresholdsBody, WhatIfReply, WhatIfStateReply } from '../../../src-contract/api/replay.ts';
import type { PastZone } from '../../../src-contract/domain/replay-records.ts';
import type { AlarmLoad, AlarmSpell, Span, Thresholds, WhatIf, WhatIfState } from '../../../src-contract/domain/what-if.ts';
import { figure, isoTime, isoTimeOrNull } from './figures.ts';

export function pastZoneReply({ id, counts, densities, bands }: PastZone): ReplayReply['zones'][number] {
  return { id, counts: counts.map(rounded(10)), densities: densities.map(rounded(100)), bands: [...bands] };
}

/** A day of zones is long enough without digits that nobody reads. */
function rounded(parts: number): (value: number | null) => number | null {
  return (value) => (value === null ? null : Math.round(value * parts) / parts);
}

export function thresholdsFrom({ on_delay_s, off_delay_s, ...edges }: ThresholdsBody): Thresholds {
  return { ...edges, onDelayS: on_delay_s, offDelayS: off_delay_s };
}

export function thresholdsReply({
  moving,
  waiting,
  occupancy,
  zones,
  onDelayS,
  offDelayS,
  deadband,
}: Thresholds): ThresholdsBody {
  return {
    ...{ moving: [...moving], waiting: [...waiting], occupancy: [...occupancy] },
    zones: Object.fromEntries(Object.entries(zones).map(([id, edges]) => [id, [...edges]])),
    ...{ on_delay_s: onDelayS, off_delay_s: offDelayS, deadband },
  };
}

export function whatIfStateReply(state: WhatIfState): WhatIfStateReply {
  switch (state.kind) {
    case 'idle':
      return { state: 'idle' };
    case 'running':
      return { state: 'running', started_at: isoTime(state.startedMs), share: state.share };
    case 'failed':
      return { state: 'failed', at: isoTime(state.atMs), reason: state.reason };
    case 'done':
      return {
        ...{ state: 'done', at: isoTime(state.atMs), thresholds: thresholdsReply(state.thresholds) },
        result: whatIfReply(state.result),
      };
  }
}

function whatIfReply(result: WhatIf): WhatIfReply {
  return {
    ...spanReply(result.span),
    recorded_s: Math.round(result.recordedMs / 1000),
    gaps: result.gaps.map(spanReply),
    was: loadReply(result.was),
    would_be: loadReply(result.wouldBe),
    same: result.same,
    changes: result.changes.map(({ change, was, wouldBe }) => ({
      ...{ change, was: spellReply(was), would_be: spellReply(wouldBe) },
    })),
    changes_left_out: result.changesLeftOut,
    zones: result.zones.map(({ zoneId, was, wouldBe }) => ({ zone: zoneId, was, would_be: wouldBe })),
    hours: result.hours.map(({ atMs, was, wouldBe }) => ({ at: isoTime(atMs), was, would_be: wouldBe })),
  };
}

function spanReply({ fromMs, toMs }: Span): { from: string; to: string } {
  return { from: isoTime(fromMs), to: isoTime(toMs) };
}

function loadReply({ spells, byPriority, per10Min, worst10Min, floodShare }: AlarmLoad): WhatIfReply['was'] {
  return {
    ...{ alarms: spells, by_priority: { ...byPriority }, worst_10_min: worst10Min },
    ...{ per_10_min: figure(per10Min), flood_share: figure(floodShare) },
  };
}

function spellReply(spell: AlarmSpell | null): SpellReply | null {
  if (spell === null) return null;
  const { kind, subject, priority, fromMs, toMs } = spell;
  return { kind, subject: { ...subject }, priority, from: isoTime(fromMs), to: isoTimeOrNull(toMs) };
}
