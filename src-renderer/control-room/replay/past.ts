/** A past stretch as the page shows it: what stood at a time, what comes next, and how bad it was when. In: the station's reply. Pure. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { ReplayReply } from '../../../src-contract/api/replay.ts';
import type { AlarmPriority } from '../../../src-contract/domain/alarm.ts';
import { type Band, bands } from '../../../src-contract/domain/band.ts';
import type { PastClip, PastMark } from '../../../src-contract/domain/replay-records.ts';
import { openAlarms } from '../../client/alarm-order.ts';

export interface PastFigures {
  readonly band: Band;
  readonly count: number | null;
  readonly density: number | null;
}

/** Something that one looks for on the slider. */
export interface PastEvent {
  readonly atMs: number;
  readonly key: string;
  readonly what:
    | { readonly kind: 'alarm'; readonly alarm: AlarmReply; readonly priority: AlarmPriority }
    | Pick<PastMark, 'kind' | 'title'>;
}

export interface Past {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly zones: ReadonlyMap<string, ReplayReply['zones'][number]>;
  /** Each alarm after each of its steps, oldest first. */
  readonly alarmSteps: readonly { readonly atMs: number; readonly alarm: AlarmReply }[];
  readonly truncated: boolean;
  readonly events: readonly PastEvent[];
  /** In the order of their beginnings. */
  readonly clips: readonly PastClip[];
}

/** What calls an operator: an alarm's beginning, its coming back and its getting worse. */
const calling: ReadonlySet<string> = new Set(['raised', 'reactivated', 'worsened', 'unsuppressed']);

export function pastOf(reply: ReplayReply): Past {
  const fromMs = Date.parse(reply.from);
  const { opened, events, truncated } = reply.alarms;
  const called = events
    .filter(({ event }) => calling.has(event))
    .map(({ seq, timestamp, alarm }): PastEvent => {
      return { atMs: Date.parse(timestamp), key: `alarm ${seq}`, what: { kind: 'alarm', alarm, priority: alarm.priority } };
    });
  const marks = reply.marks.map(({ at, kind, id, title }): PastEvent => {
    return { atMs: Date.parse(at), key: `${kind} ${id} ${at}`, what: { kind, title } };
  });
  return {
    ...{ fromMs, toMs: Date.parse(reply.to), stepMs: reply.step_s * 1000, truncated },
    zones: new Map(reply.zones.map((zone) => [zone.id, zone])),
    alarmSteps: [
      ...opened.map((alarm) => ({ atMs: fromMs, alarm })),
      ...events.map(({ timestamp, alarm }) => ({ atMs: Date.parse(timestamp), alarm })),
    ],
    events: [...called, ...marks].toSorted((a, b) => a.atMs - b.atMs),
    clips: reply.clips.map(({ id, camera, from, to }) => {
      return { id, cameraId: camera, fromMs: Date.parse(from), toMs: Date.parse(to) };
    }),
  };
}

export function stepAt({ fromMs, stepMs }: Past, atMs: number): number {
  return Math.floor((atMs - fromMs) / stepMs);
}

const nothing: PastFigures = { band: 'unknown', count: null, density: null };

export function figuresAt(past: Past, zoneId: string, step: number): PastFigures {
  const zone = past.zones.get(zoneId);
  if (zone === undefined) return nothing;
  return {
    band: bands[zone.bands[step] ?? 0] ?? 'unknown',
    count: zone.counts[step] ?? null,
    density: zone.densities[step] ?? null,
  };
}

/** Nobody wrote anything down at that time: the station was off, or the record is gone. */
export function isGap(past: Past, step: number): boolean {
  return [...past.zones.keys()].every((id) => {
    const { band, count } = figuresAt(past, id, step);
    return band === 'unknown' && count === null;
  });
}

/** The open alarms as they stood, the worst first. */
export function alarmsAt({ alarmSteps }: Past, atMs: number): AlarmReply[] {
  const standing: Record<string, AlarmReply> = {};
  for (const step of alarmSteps) {
    if (step.atMs > atMs) break;
    standing[step.alarm.id] = step.alarm;
  }
  return openAlarms(standing);
}

export function eventAfter({ events }: Past, atMs: number): PastEvent | null {
  return events.find((event) => event.atMs > atMs) ?? null;
}

/** One that was just jumped to is not the one before. */
export function eventBefore({ events }: Past, atMs: number): PastEvent | null {
  return events.findLast((event) => event.atMs < atMs - 1) ?? null;
}

/** The worst band of each of `parts` even parts of the stretch, to see at a glance where to look. */
export function worstBands(past: Past, parts: number): Band[] {
  const steps = Math.ceil((past.toMs - past.fromMs) / past.stepMs);
  const worst = Array.from({ length: parts }, () => 0);
  for (const zone of past.zones.values()) {
    for (const [step, band] of zone.bands.entries()) {
      const part = Math.min(parts - 1, Math.floor((step / steps) * parts));
      worst[part] = Math.max(worst[part] ?? 0, band);
    }
  }
  return worst.map((place) => bands[place] ?? 'unknown');
}

/** Somebody who jumped to a mark, or stopped the play at it, is near it. */
const nearMs = 5000;

/** What evidence there is of a time: clips that hold it, and marks close to it. */
export function evidenceAt({ clips, events, stepMs }: Past, atMs: number): { clips: PastClip[]; marks: PastEvent[] } {
  const near = Math.max(nearMs, stepMs);
  return {
    clips: clips.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs),
    marks: events.filter((event) => event.what.kind === 'evidence-mark' && Math.abs(event.atMs - atMs) <= near),
  };
}

export interface PlacedClip {
  readonly clip: PastClip;
  /** Counted from the top. */
  readonly lane: number;
}

/** Those that overlap stand one below the other, as far as there are lanes; what finds no room shares the last. */
export function clipLanes(clips: readonly PastClip[], lanes: number): PlacedClip[] {
  const ends = Array.from({ length: lanes }, () => Number.NEGATIVE_INFINITY);
  return clips.map((clip) => {
    const free = ends.findIndex((endMs) => endMs < clip.fromMs);
    const lane = free < 0 ? lanes - 1 : free;
    ends[lane] = Math.max(ends[lane] ?? 0, clip.toMs);
    return { clip, lane };
  });
}
