/**
 * How the relay does, in words: for GET /health/detailed and the page, and as conditions for the operator. In: the figures of each engine.
 * An engine that is away for a moment is nobody's business: its events wait. One that has been for long, or loses some, is.
 */
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import type { SinkFigures, SinkName } from '../../src-contract/domain/outbox.ts';
import { assertNever } from '../errors.ts';

const engineNames: Readonly<Record<SinkName, string>> = { kafka: 'Kafka', mqtt: 'MQTT', postgres: 'PostgreSQL' };

/** Behind by this much, a person should look. */
const behindMs = 10 * 60_000;
/** A loss is shown, and alarmed, this long. */
const lossShownMs = 10 * 60_000;

/** One entry for all, and one an engine; the latency is the age of the oldest event that waits. */
export function relayHealth(all: readonly SinkFigures[], nowMs: number): PartHealth[] {
  const engines = all.map((sink) => engineHealth(sink, nowMs));
  const ailing = engines.filter(({ state }) => state !== 'ok');
  const state = ailing.some((part) => part.state === 'down') ? 'down' : ailing.length > 0 ? 'degraded' : 'ok';
  const detail =
    all.length === 0 ? 'no engine is set up' : `${all.length - ailing.length} of ${all.length} engines take what is sent`;
  const latency = all.length === 0 ? null : Math.max(...all.map(({ lagMs }) => lagMs));
  return [{ name: 'relay', state, detail, latency_ms: latency }, ...engines];
}

function engineHealth(sink: SinkFigures, nowMs: number): PartHealth {
  const part = { name: `relay:${sink.name}`, latency_ms: sink.lagMs };
  const detail = [stateText(sink), waitingText(sink), lossText(sink)].filter((text) => text !== null).join('; ');
  const trouble = troubleOf(sink, nowMs);
  const state = trouble !== null ? 'down' : sink.state.kind === 'waiting' ? 'degraded' : 'ok';
  return { ...part, state, detail };
}

function stateText({ name, state }: SinkFigures): string {
  switch (state.kind) {
    case 'connecting':
      return `connecting to ${engineNames[name]}`;
    case 'sending':
      return `${engineNames[name]} takes what is sent`;
    case 'waiting':
      return `${engineNames[name]} takes nothing (${state.reason}): check that it runs, its address and the rights of the user`;
    default:
      return assertNever(state);
  }
}

function waitingText({ waitingEvents, lagMs }: SinkFigures): string | null {
  return waitingEvents === 0 ? null : `${waitingEvents} events wait, the oldest for ${Math.round(lagMs / 1000)} s`;
}

function lossText({ droppedTotal, refusedTotal, refusedReason }: SinkFigures): string | null {
  const dropped = droppedTotal === 0 ? null : `${droppedTotal} were dropped because too many waited (KAVACH_OUTBOX_EVENTS)`;
  const refused = refusedTotal === 0 ? null : `${refusedTotal} were refused and are kept aside (${refusedReason ?? 'no reason'})`;
  const texts = [dropped, refused].filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join(', ');
}

type Trouble = 'dropped' | 'refused' | 'behind';

/** What a person should know of, the worst first; null when there is nothing. */
function troubleOf({ lagMs, lostMs, droppedTotal, refusedTotal, state }: SinkFigures, nowMs: number): Trouble | null {
  const lately = lostMs !== null && nowMs - lostMs < lossShownMs;
  if (lately && droppedTotal > 0 && state.kind === 'waiting') return 'dropped';
  if (lately) return refusedTotal > 0 ? 'refused' : 'dropped';
  return lagMs > behindMs ? 'behind' : null;
}

export function relayConditions(all: readonly SinkFigures[], nowMs: number): Condition[] {
  return all.flatMap((sink) => {
    const cause = troubleOf(sink, nowMs);
    if (cause === null) return [];
    const id = `relay:${sink.name}`;
    return {
      key: `relay-behind:part:${id}`,
      kind: 'relay-behind',
      subject: { type: 'part', id },
      priority: cause === 'behind' ? 'low' : 'medium',
      facts: {
        ...{ engine: engineNames[sink.name], cause, minutes: Math.round(sink.lagMs / 60_000), waiting: sink.waitingEvents },
        reason: sink.state.kind === 'waiting' ? sink.state.reason : cause === 'refused' ? sink.refusedReason : null,
      },
      onDelayMs: 1000,
      offDelayMs: 30_000,
      latching: false,
      timeToActS: 3600,
      inhibitedBy: [],
    };
  });
}
