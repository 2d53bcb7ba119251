import { expect, test } from 'vitest';
import type { MetricFiguresReply, MetricPointReply } from '../../src-contract/api/analytics.ts';
import { eventCsv, eventRatio } from '../../src-renderer/control-room/analytics/event-table.tsx';

function figures(change: Partial<MetricFiguresReply> = {}): MetricFiguresReply {
  return { value: 8, per_hour: 4, samples: 4, peak: 5, peak_at: '2026-11-19T06:30:00.000Z', coverage: 1, ...change };
}

function event(change: Partial<MetricPointReply> = {}): MetricPointReply {
  const times = { start: '2026-11-19T06:30:00.000Z', end: '2026-11-19T08:30:00.000Z' };
  return { ...figures(), ...times, key: 'fair', name: 'Fair', usual: figures({ value: 100, per_hour: 2 }), ...change };
}

test.each([
  ['what happened is compared by the hour', event(), 'total', 2],
  ['a level is compared as it is', event(), 'mean', 0.08],
  ['nothing is usual', event({ usual: null }), 'total', null],
  ['the usual is none at all', event({ usual: figures({ per_hour: 0 }) }), 'total', null],
  ['nothing was recorded in it', event({ per_hour: null }), 'total', null],
] as const)('%s', (_what, point, kind, expected) => {
  expect(eventRatio(point, kind)).toBe(expected);
});

test('events are saved with what is usual beside them; a name is never a formula, and what is unknown is empty', () => {
  const rows = eventCsv({ points: [event({ name: '=1+1, "fair"', peak: null, usual: null })] }).split('\r\n');
  expect(rows[0]).toBe(
    'event_id,name,start,end,value,per_hour,samples,peak,peak_at,coverage,usual_value,usual_per_hour,usual_samples',
  );
  expect(rows[1]).toBe(
    `fair,"'=1+1, ""fair""",2026-11-19T06:30:00.000Z,2026-11-19T08:30:00.000Z,8,4,4,,2026-11-19T06:30:00.000Z,1,,,`,
  );
});
