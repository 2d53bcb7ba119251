/** Ticks as they were judged: kept as they were written, read by time, a broken one left out; gone after their days, and first when there is no room. */
import { expect, test } from 'vitest';
import { connect } from '../../src-main/store/database.ts';
import { limits, makeSample, morningMs, openTestStore, silentLog, storeBefore, temporaryPlace } from './store-fixture.ts';

const day = 86_400_000;
const run = (fromMs: number, text = '{}') => ({ fromMs, toMs: fromMs + 14_750, ticks: 60, text });
const texts = (runs: Iterable<{ readonly text: string }>) => [...runs].map(({ text }) => text);

test('runs are read by time, also those that began before it; one that is broken is a gap', () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  for (const [i, text] of ['a', 'b', 'c', 'd'].entries()) store.judgedRuns.add(run(morningMs + i * 15_000, text));
  store.settle(morningMs);
  const span = { fromMs: morningMs + 20_000, toMs: morningMs + 45_000 };
  expect(texts(store.judgedRuns.between(span))).toEqual(['b', 'c']);
  const other = connect({ file: place.file, mode: 'normal', log: silentLog });
  other.query("UPDATE judged_runs SET run = x'00ff' WHERE no = 2").run();
  other.close();
  expect(texts(store.judgedRuns.between(span))).toEqual(['c']);
});

test('they go after their days, and with the oldest seconds when the file is too large', async () => {
  const store = openTestStore(temporaryPlace(), { retention: { ...limits, replay_days: 7 } });
  for (const age of [8, 6, 1]) store.judgedRuns.add(run(morningMs - age * day, `${age}`));
  store.settle(morningMs);
  await store.runRetention(morningMs);
  const all = { fromMs: 0, toMs: morningMs };
  expect(texts(store.judgedRuns.between(all))).toEqual(['6', '1']);

  const small = openTestStore(temporaryPlace(), { retention: { ...limits, max_database_mb: 0.01 } });
  small.judgedRuns.add(run(morningMs - day, 'x'));
  small.samples.add({ atMs: morningMs, zones: [makeSample()] });
  small.settle(morningMs);
  await small.runRetention(morningMs);
  expect(texts(small.judgedRuns.between(all))).toEqual([]);
});

test('a store from before has the table after its migration, and its alarm', () => {
  const { place } = storeBefore('judged_runs');
  const store = openTestStore(place);
  store.judgedRuns.add(run(morningMs, 'new'));
  store.settle(morningMs);
  expect(texts(store.judgedRuns.between({ fromMs: morningMs, toMs: morningMs + 1 }))).toEqual(['new']);
  expect(store.alarms.open().map(({ id }) => id)).toEqual(['a1']);
});
