/** `prediction_update`: to subscribers as soon as a series was forecast; made once for all. What is there already is GET /api/predictions/latest. */
import type { PredictionUpdate } from '../../src-contract/api/predictions.ts';
import type { Prediction } from '../../src-contract/domain/prediction.ts';
import type { Clock } from '../clock.ts';
import type { ForecastsPort } from './forecasts-port.ts';
import type { SocketClient } from './socket-client.ts';
import { isoTime } from './wire/figures.ts';
import { encodeMessage } from './wire/messages.ts';
import { predictionReplyOf } from './wire/predictions.ts';

export interface PredictionFeed {
  join(client: SocketClient): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

interface PredictionFeedOptions {
  readonly forecasts: Pick<ForecastsPort, 'series' | 'subscribe'>;
  readonly clock: Clock;
}

export function createPredictionFeed({ forecasts, clock }: PredictionFeedOptions): PredictionFeed {
  const members = new Set<SocketClient>();
  let unsubscribe: (() => void) | null = null;

  const updateOf = (seriesId: string, predictions: readonly Prediction[]): PredictionUpdate => {
    const nowMs = clock.nowMs();
    const info = forecasts.series().find((one) => one.info.id === seriesId)?.info ?? null;
    return {
      ...{ type: 'prediction_update', timestamp: isoTime(nowMs), sensor_id: seriesId },
      predictions: predictions.map((one) => predictionReplyOf(one, info, nowMs)),
    };
  };
  const push = (predictions: readonly Prediction[]): void => {
    const [first] = predictions;
    if (first === undefined || members.size === 0) return;
    const message = encodeMessage(updateOf(first.seriesId, predictions));
    // Of a client that is behind, only the newest forecast of each series waits.
    for (const client of members) client.offer(`predictions ${first.seriesId}`, message);
  };

  return {
    join: (client) => void members.add(client),
    leave: (client) => void members.delete(client),
    start() {
      unsubscribe = forecasts.subscribe(push);
    },
    stop() {
      unsubscribe?.();
      members.clear();
    },
  };
}
