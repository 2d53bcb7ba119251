/** The alarms' health over a time back from now, asked again now and then. */
import { useCallback } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';

export const healthRanges = ['8', '24', '168', '720'] as const;
export type HealthRange = (typeof healthRanges)[number];

const againMs = 60_000;

export function useAlarmHealth(range: HealthRange) {
  const ask = useCallback(
    async (signal: AbortSignal) => ({
      range,
      reply: await rest.call(routes.alarmHealth, { query: { hours: Number(range) }, signal }),
    }),
    [range],
  );
  const { asked } = useAsked(ask, againMs);
  // The figures of another range would be read as this one's.
  return asked.kind === 'ready' && asked.value.range !== range ? ({ kind: 'loading' } as const) : asked;
}
