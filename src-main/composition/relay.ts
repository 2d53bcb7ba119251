/** The relay for the rest of the station: which engines the settings name, the part that drains the outbox to them, and how that goes. */
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import { type SinkFigures, sinkNames } from '../../src-contract/domain/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createRelay } from '../relay/relay.ts';
import { makeSinks, type RelayTargets } from '../relay/sinks/sinks.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/open-store.ts';
import type { OutboxLimits } from '../store/outbox.ts';
import type { Part } from './parts.ts';
import { relayConditions, relayHealth } from './relay-health.ts';

export interface StationRelay {
  readonly part: Part;
  health(): PartHealth[];
  conditions(): Condition[];
  figures(): readonly SinkFigures[];
}

interface RelayOptions {
  readonly store: Pick<Store, 'outbox'>;
  readonly settings: Settings;
  readonly stationId: string;
  readonly clock: Clock;
  readonly log: Log;
}

export function createStationRelay({ store, settings, stationId, clock, log }: RelayOptions): StationRelay {
  const sinks = makeSinks(relayTargets(settings), stationId);
  const relay = createRelay({ outbox: store.outbox, sinks, clock, log });
  return {
    part: { name: 'relay', start: relay.start, stop: relay.stop },
    health: () => relayHealth(relay.figures(), clock.nowMs()),
    conditions: () => relayConditions(relay.figures(), clock.nowMs()),
    figures: relay.figures,
  };
}

/** For the store, which keeps events only for engines that there are. */
export function outboxLimits(settings: Settings): OutboxLimits {
  const targets = relayTargets(settings);
  return { sinks: sinkNames.filter((name) => targets[name] !== undefined), mostEvents: settings.KAVACH_OUTBOX_EVENTS };
}

function relayTargets(settings: Settings): RelayTargets {
  const { KAFKA_BOOTSTRAP_SERVERS: brokers, KAVACH_RELAY_MQTT: mqtt, DATABASE_URL: postgres } = settings;
  return {
    ...(brokers.length === 0 ? {} : { kafka: { brokers, tls: settings.KAFKA_TLS === 'on', sasl: kafkaLogin(settings) } }),
    ...(mqtt === undefined ? {} : { mqtt: { url: mqtt } }),
    ...(postgres === undefined ? {} : { postgres: { url: postgres } }),
  };
}

function kafkaLogin(settings: Settings) {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings;
  return username === undefined || password === undefined ? null : { mechanism, username, password };
}
