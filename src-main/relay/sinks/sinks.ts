/** The engines that events can be sent to. A new one is a file here, a name in src-contract/domain/outbox.ts, a line, and its settings. */
import { type SinkName, sinkNames } from '../../../src-contract/domain/outbox.ts';
import type { Sink } from '../sink.ts';
import { createKafkaSink, type KafkaSinkOptions } from './kafka.ts';
import { createMqttSink, type MqttSinkOptions } from './mqtt.ts';
import { createPostgresSink, type PostgresSinkOptions } from './postgres.ts';

interface SinkOptions {
  readonly kafka: KafkaSinkOptions;
  readonly mqtt: MqttSinkOptions;
  readonly postgres: PostgresSinkOptions;
}

/** Where each engine is; one that isn't here is not set up. */
export type RelayTargets = { readonly [Name in SinkName]?: Omit<SinkOptions[Name], 'stationId'> };

export function makeSinks({ kafka, mqtt, postgres }: RelayTargets, stationId: string): Sink[] {
  const made: Record<SinkName, Sink | null> = {
    kafka: kafka === undefined ? null : createKafkaSink({ ...kafka, stationId }),
    mqtt: mqtt === undefined ? null : createMqttSink({ ...mqtt, stationId }),
    postgres: postgres === undefined ? null : createPostgresSink({ ...postgres, stationId }),
  };
  return sinkNames.flatMap((name) => made[name] ?? []);
}
