/** A stored surge judged again: by the same thresholds it gives the same alarms, step by step; by others it shows what they would change. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { Thresholds, WhatIf, WhatIfState } from '../../src-contract/domain/what-if.ts';
import { findAppFiles } from '../../src-main/composition/app-files.ts';
import { createStationReplay } from '../../src-main/composition/replay.ts';
import { readTape } from '../../src-main/replay/read-tape.ts';
import { thresholdsOf, withThresholds } from '../../src-main/replay/with-thresholds.ts';
import { replayNight } from '../../src-main/replay-night.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { until } from '../fixtures/until.ts';
import { silentLog } from '../store/store-fixture.ts';
import { recordSurge, type Surge, surge, surgeSite } from './recorded-surge.ts';

/** What an operator is called by: the figures in an alarm's words are those of another tick where only they changed. */
const steps = (transitions: readonly AlarmTransition[]) =>
  transitions.map(({ kind, atMs, alarm }) => `${atMs - surge.fromMs} ${kind} ${alarm.key} ${alarm.priority} ${alarm.life}`);
const change = ({ was, wouldBe, ...rest }: WhatIf['changes'][number]) =>
  `${rest.change} ${(was ?? wouldBe)?.key}: ${was?.priority ?? '-'} → ${wouldBe?.priority ?? '-'}`;

test('a stored surge gives the same alarms as it did live, and with other thresholds shows which would come and go', async () => {
  const recorded = recordSurge();
  const { store } = recorded;
  const stored = store.pastAlarms.between({ ...surge, limit: 10_000 }).events;
  expect(new Set(stored.map(({ kind }) => kind))).toEqual(
    new Set([
      'raised',
      'worsened',
      'eased',
      'acknowledged',
      'suppressed',
      'unsuppressed',
      'returned',
      'closed',
      'updated',
      'escalated',
    ]),
  );
  expect(new Set(stored.map(({ alarm }) => alarm.kind))).toEqual(new Set(['crowd-density', 'camera-offline', 'relay-behind']));
  expect(steps(replay(store, stored, thresholdsOf(surgeSite)))).toEqual(steps(stored));

  const tryOut = startDesk(recorded);
  const inForce = thresholdsOf(surgeSite);
  const same = await tryOut(inForce);
  expect(same).toMatchObject({ changes: [], same: 7, recordedMs: surge.toMs - surge.fromMs, gaps: [] });
  expect(same.was).toMatchObject({ spells: 7, byPriority: { low: 1, medium: 4, high: 2 } });

  const stricter = await tryOut({ ...inForce, occupancy: [0.25, 0.75, 1, 1.25] });
  expect(stricter.changes.map(change)).toContain('moved crowd-density:zone:p2: medium → medium');
  const looser = await tryOut({ ...inForce, occupancy: [0.95, 1.05, 1.2, 1.4] });
  expect(looser.changes.map(change)).toEqual([
    'moved crowd-density:zone:p1: high → high',
    'moved crowd-density:zone:p2: medium → low',
    'gone crowd-density:zone:p1: medium → -',
    'gone crowd-density:zone:p2: medium → -',
  ]);
  expect(looser.zones).toEqual([
    { zoneId: 'p1', was: 3, wouldBe: 2 },
    { zoneId: 'p2', was: 2, wouldBe: 1 },
  ]);

  const desk = deskOf(recorded);
  desk.start(inForce, surge);
  expect(desk.state()).toMatchObject({ kind: 'running' });
  expect(() => desk.start(inForce, surge)).toThrow('already');
  await desk.cancel();
  expect(desk.state()).toEqual({ kind: 'idle' });
});

function replay(store: Store, stored: readonly AlarmTransition[], thresholds: Thresholds): AlarmTransition[] {
  const runs = [...store.judgedRuns.between(surge)].map(({ text }) => {
    const run = readTape(JSON.parse(text));
    if (run === null) throw new Error('a run can’t be read');
    return run;
  });
  return replayNight({ site: withThresholds(surgeSite, thresholds), opened: [], runs, stored });
}

function deskOf({ store, place }: Surge) {
  const { port, part } = createStationReplay({
    ...{ store, site: () => surgeSite, dataFolder: place.folder, log: silentLog },
    files: findAppFiles(join(import.meta.dirname, '../../src-main')),
    clock: { nowMs: () => surge.toMs },
  });
  onTestFinished(async () => {
    await part.stop();
  });
  return port.whatIf;
}

function startDesk(recorded: Surge): (thresholds: Thresholds) => Promise<WhatIf> {
  const desk = deskOf(recorded);
  return async (thresholds) => {
    desk.start(thresholds, surge);
    const state = await until<WhatIfState & { kind: 'done' | 'failed' }>(
      'the trial',
      () => {
        const now = desk.state();
        return now.kind === 'done' || now.kind === 'failed' ? now : (null as never);
      },
      60_000,
    );
    if (state.kind === 'failed') throw new Error(state.reason);
    return state.result;
  };
}
