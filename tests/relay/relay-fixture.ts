/** An outbox and a relay that drains it to real engines; both end with the test. */
import { onTestFinished } from 'vitest';
import type { SinkFigures, SinkName } from '../../src-contract/domain/outbox.ts';
import { createClock } from '../../src-main/clock.ts';
import { createRelay, type Relay } from '../../src-main/relay/relay.ts';
import { makeSinks, type RelayTargets } from '../../src-main/relay/sinks/sinks.ts';
import type { Outbox } from '../../src-main/store/outbox.ts';
import { until } from '../fixtures/until.ts';
import { openOutbox } from '../store/outbox-fixture.ts';
import { type Place, silentLog, temporaryPlace } from '../store/store-fixture.ts';

export interface StartedRelay {
  readonly outbox: Outbox;
  readonly relay: Relay;
  figures(name: SinkName): SinkFigures;
  /** Until nothing waits for this engine. */
  drained(name: SinkName, limitMs?: number): Promise<void>;
}

export function startRelay(targets: RelayTargets, place: Place = temporaryPlace()): StartedRelay {
  const clock = createClock();
  const sinks = Object.keys(targets) as SinkName[];
  // Closed after the relay has stopped: what is registered first ends last.
  const { outbox } = openOutbox({ sinks, place, nowMs: () => clock.nowMs() });
  const relay = createRelay({ outbox, sinks: makeSinks(targets, 'T'), clock, log: silentLog });
  onTestFinished(() => relay.stop());
  relay.start();
  const figures = (name: SinkName): SinkFigures => {
    const found = relay.figures().find((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} is not set up`);
    return found;
  };
  const drained = async (name: SinkName, limitMs = 30_000): Promise<void> => {
    await until(
      `${name} to have all`,
      () => figures(name).waitingEvents === 0 && figures(name).state.kind === 'sending',
      limitMs,
    );
  };
  return { outbox, relay, figures, drained };
}
