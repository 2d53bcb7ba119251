/** Each part's state in words, for GET /health/detailed and the page. In: what the parts say of themselves. */

import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import type { CameraStatus } from '../risk/camera-status.ts';
import type { Store } from '../store/open-store.ts';

export function camerasHealth(statuses: readonly CameraStatus[]): PartHealth {
  const lost = statuses.filter(({ state }) => state.kind !== 'live');
  const name = 'cameras';
  if (statuses.length === 0) return { name, state: 'ok', detail: 'no camera is set up', latency_ms: null };
  if (lost.length === 0) return { name, state: 'ok', detail: `${statuses.length} live`, latency_ms: null };
  const named = lost.slice(0, 5).map(({ id, state }) => `${id} ${state.kind}`);
  const state = lost.length === statuses.length ? 'down' : 'degraded';
  return { name, state, detail: `${lost.length} of ${statuses.length} not live: ${named.join(', ')}`, latency_ms: null };
}

export function detectionHealth(statuses: readonly CameraStatus[]): PartHealth {
  const name = 'models';
  const idle = statuses.flatMap(({ detection }) =>
    detection.kind === 'no-model' || detection.kind === 'degraded' ? [detection] : [],
  );
  const first = idle[0];
  if (first === undefined) return { name, state: 'ok', detail: null, latency_ms: null };
  const state = idle.length === statuses.length ? 'down' : 'degraded';
  return {
    name,
    state,
    detail: `${idle.length} of ${statuses.length} cameras are not looked at: ${first.reason}`,
    latency_ms: null,
  };
}

export function storeHealth(store: Pick<Store, 'health' | 'opened'>): PartHealth {
  const { state, detail } = store.health();
  const recovered = store.opened.kind === 'recovered' ? store.opened.detail : null;
  return { name: 'database', state, detail: detail ?? recovered, latency_ms: null };
}

/** A store that can't keep what happens is the operator's business at once. */
export function storeConditions(store: Pick<Store, 'health' | 'opened'>): Condition[] {
  const { state, detail } = store.health();
  const reason = state === 'ok' ? (store.opened.kind === 'recovered' ? store.opened.detail : null) : detail;
  if (reason === null) return [];
  return [
    {
      key: 'store-fault:part:database',
      kind: 'store-fault',
      subject: { type: 'part', id: 'database' },
      priority: state === 'down' ? 'high' : 'medium',
      facts: { reason },
      onDelayMs: 1000,
      offDelayMs: 30_000,
      latching: false,
      timeToActS: 600,
      inhibitedBy: [],
    },
  ];
}
