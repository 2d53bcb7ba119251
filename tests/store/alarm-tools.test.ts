/** Filters of the history, floods and action cards in a real store; and one figure of alarm health counted by hand in SQL. */
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { alarmHealth } from '../../src-main/alarms/alarm-health.ts';
import { makeTransition, morningMs, openTestStore, temporaryPlace } from './store-fixture.ts';

const minuteMs = 60_000;

describe('history', () => {
  const wanted = [
    [{ kind: 'camera-offline' }, [2]],
    [{ priority: 'low' }, [2]],
    [{ event: 'commented' }, [3]],
    [{ actor: 'Asha' }, [3]],
    [{ actor: 'Ash' }, []],
    [{ fromMs: morningMs + minuteMs, toMs: morningMs + 2 * minuteMs }, [2]],
    [{ text: 'platform 1' }, [3, 1]],
    [{ text: 'STATION MASTER' }, [3]],
    [{ text: '100%' }, [3]],
    [{ text: '%' }, [3]],
    [{ text: "' OR 1=1 --" }, []],
    [{ kind: 'crowd-density', text: 'nobody' }, []],
  ] as const;
  test('gives what is wanted, and nothing else', () => {
    const { alarms } = openFilled();
    for (const [filter, seqs] of wanted)
      expect(
        alarms.history({ limit: 9, filter }).events.map(({ seq }) => seq),
        JSON.stringify(filter),
      ).toEqual(seqs);
  });

  test('goes page by page under a filter too', () => {
    const { alarms } = openFilled();
    const first = alarms.history({ limit: 1, filter: { kind: 'crowd-density' } });
    expect(first.events.map(({ seq }) => seq)).toEqual([3]);
    const next = alarms.history({ limit: 1, filter: { kind: 'crowd-density' }, cursor: first.nextCursor ?? '' });
    expect(next).toMatchObject({ events: [{ seq: 1 }], nextCursor: null });
  });
});

function openFilled() {
  const { alarms } = openTestStore();
  const camera = { id: 'a2', kind: 'camera-offline', priority: 'low', facts: { cameraName: 'Gate' } } as const;
  alarms.append([
    { ...makeTransition(), atMs: morningMs },
    { ...makeTransition(camera), atMs: morningMs + minuteMs },
    { ...makeTransition({}, 'commented'), atMs: morningMs + 2 * minuteMs, actor: 'Asha', note: 'station master at 100% told' },
  ]);
  return { alarms };
}

test('a flood is one row from its beginning to its end, over a restart', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  const flood = { startedMs: morningMs, firstAlarmId: 'a1', alarms: 11, endedMs: null };
  first.alarmFloods.put(flood);
  first.alarmFloods.put({ ...flood, alarms: 40 });
  await first.close();
  const { alarmFloods } = openTestStore(place);
  expect(alarmFloods.open()).toEqual({ ...flood, alarms: 40 });
  alarmFloods.put({ ...flood, alarms: 41, endedMs: morningMs + 20 * minuteMs });
  expect(alarmFloods.open()).toBeNull();
  expect(alarmFloods.between(morningMs + 10 * minuteMs, morningMs + 30 * minuteMs, 9)).toHaveLength(1);
  expect(alarmFloods.between(morningMs + 30 * minuteMs, morningMs + 40 * minuteMs, 9)).toEqual([]);
});

test('a written card stands in its language until it is taken back; one that is damaged stands for nothing', () => {
  const place = temporaryPlace();
  const { actionCards } = openTestStore(place);
  const card = { title: 'Crowd', steps: [{ id: '1', text: 'Look.' }], expected: 'It falls.', contacts: [] };
  const written = { kind: 'crowd-density', locale: 'en', card, by: 'asha', atMs: morningMs } as const;
  actionCards.put(written);
  actionCards.put({ ...written, kind: 'panic' });
  expect(actionCards.list('en')).toHaveLength(2);
  expect(actionCards.list('hi')).toEqual([]);
  expect(actionCards.remove('panic', 'en')).toBe(true);
  expect(actionCards.remove('panic', 'en')).toBe(false);
  expect(actionCards.list('en')).toEqual([written]);
  const sqlite = new Sqlite(place.file);
  sqlite.exec(`UPDATE alarm_cards SET card = '{"title":1}'`);
  sqlite.close();
  expect(actionCards.list('en')).toEqual([]);
});

test('health comes to what SQL counts by hand', () => {
  const place = temporaryPlace();
  const { alarms } = openTestStore(place);
  for (let i = 0; i < 120; i += 1) {
    const raised = {
      id: `a${i}`,
      key: `k${i % 7}`,
      priority: (['low', 'low', 'low', 'medium', 'high'] as const)[i % 5] ?? 'low',
    };
    const atMs = morningMs + i * 3 * minuteMs;
    alarms.append([
      { ...makeTransition({ ...raised, raisedMs: atMs }), atMs },
      { ...makeTransition({ ...raised, life: 'acknowledged', raisedMs: atMs }, 'acknowledged'), atMs: atMs + 20_000 },
    ]);
  }
  const [fromMs, toMs] = [morningMs, morningMs + 8 * 60 * minuteMs];
  const moments = alarms.moments({ fromMs, toMs, limit: 1000 });
  const { figures } = alarmHealth({ fromMs, toMs, knownFromMs: alarms.oldestMs() ?? 0, moments, open: [], positions: 1 });
  const value = (name: string) => figures.find((figure) => figure.name === name)?.value;
  const sqlite = new Sqlite(place.file, { readonly: true });
  const count = (where: string) =>
    sqlite.prepare<[], number>(`SELECT count(*) FROM alarm_events WHERE kind = 'raised' AND ${where}`).pluck().get() ?? 0;
  const meanMs = sqlite
    .prepare<[], number>(
      `SELECT avg(a.at_ms - r.at_ms) FROM alarm_events a JOIN alarm_events r ON r.alarm_id = a.alarm_id AND r.kind = 'raised'
       WHERE a.kind = 'acknowledged'`,
    )
    .pluck()
    .get();
  expect(value('rate')).toBeCloseTo(count('true') / 48, 9);
  expect(value('high-share')).toBeCloseTo(count("priority = 'high'") / count('true'), 9);
  expect(value('acknowledge-time')).toBeCloseTo((meanMs ?? 0) / 1000, 9);
  sqlite.close();
});
