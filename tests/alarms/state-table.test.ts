/** The state machine as one table: each state × each event → the steps taken and the state after. */
import { describe, expect, test } from 'vitest';
import type { AlarmPriority } from '../../src-contract/domain/alarm.ts';
import { type Bench, condition, createBench, keyOf, steps } from './bench.ts';

const hourMs = 3_600_000;
const parent = condition('parent', 'medium', { onDelayMs: 0 });

/** Brings a fresh bench into the state; `list` is what is listed of the alarm from then on. */
interface State {
  readonly enter: readonly ((bench: Bench) => unknown)[];
  readonly listed: AlarmPriority | null;
  readonly parentListed?: boolean;
  readonly latching?: boolean;
}

function listed(state: State, priority: AlarmPriority | null, withParent: boolean) {
  const child = { latching: state.latching ?? false, inhibitedBy: [keyOf('parent')] };
  return [...(priority === null ? [] : [condition('a', priority, child)]), ...(withParent ? [parent] : [])];
}

function raise(bench: Bench): void {
  const child = condition('a', 'medium', { inhibitedBy: [keyOf('parent')] });
  bench.after(0, [child]);
  bench.after(10, [child]);
}

function raiseLatching(bench: Bench): void {
  const child = condition('a', 'medium', { latching: true, inhibitedBy: [keyOf('parent')] });
  bench.after(0, [child]);
  bench.after(10, [child]);
}

function hide(bench: Bench): void {
  bench.after(0, [condition('a', 'medium', { inhibitedBy: [keyOf('parent')] }), parent]);
}

function clear(bench: Bench): void {
  bench.after(0, []);
  bench.after(30, []);
}

const by = 'asha';
const acknowledge = (bench: Bench) => bench.command('a', { kind: 'acknowledge', by, seenMs: bench.nowMs() });
const shelve = (bench: Bench) =>
  bench.command('a', { kind: 'shelve', by, reason: 'works on the stairs', untilMs: bench.nowMs() + hourMs });
const takeOut = (bench: Bench) => bench.command('a', { kind: 'out-of-service', by, reason: 'camera turned' });

const states = {
  pending: { enter: [(b) => b.after(0, [condition('a', 'medium')])], listed: 'medium' },
  unacknowledged: { enter: [raise], listed: 'medium' },
  acknowledged: { enter: [raise, acknowledge], listed: 'medium' },
  returned: { enter: [raise, clear], listed: null },
  shelved: { enter: [raise, shelve], listed: 'medium' },
  'shelved, gone': { enter: [raise, shelve, clear], listed: null },
  suppressed: { enter: [raise, hide], listed: 'medium', parentListed: true },
  'out of service': { enter: [raise, takeOut], listed: 'medium' },
  latched: { enter: [raiseLatching, clear], listed: null, latching: true },
} satisfies Record<string, State>;

const events = {
  comes: (b: Bench, s: State) => come(b, s, s.listed ?? 'medium'),
  goes: (b: Bench, s: State) => [
    ...b.after(0, listed(s, null, s.parentListed ?? false)),
    ...b.after(30, listed(s, null, s.parentListed ?? false)),
  ],
  worsens: (b: Bench, s: State) => come(b, s, 'high'),
  eases: (b: Bench, s: State) => [
    ...b.after(0, listed(s, 'low', s.parentListed ?? false)),
    ...b.after(30, listed(s, 'low', s.parentListed ?? false)),
  ],
  'parent comes': (b: Bench, s: State) => b.after(0, listed(s, s.listed, true)),
  'parent goes': (b: Bench, s: State) => [...b.after(0, listed(s, s.listed, false)), ...b.after(30, listed(s, s.listed, false))],
  'time runs out': (b: Bench, s: State) => b.after(3600, listed(s, s.listed, s.parentListed ?? false)),
  acknowledge: (b: Bench) => told(acknowledge(b)),
  shelve: (b: Bench) => told(shelve(b)),
  unshelve: (b: Bench) => told(b.command('a', { kind: 'unshelve', by })),
  'out of service': (b: Bench) => told(takeOut(b)),
  'in service': (b: Bench) => told(b.command('a', { kind: 'in-service', by })),
  reset: (b: Bench) => told(b.command('a', { kind: 'reset', by })),
};

function come(bench: Bench, state: State, priority: AlarmPriority): readonly string[] {
  const all = listed(state, priority, state.parentListed ?? false);
  return [...bench.after(0, all), ...bench.after(10, all)];
}

function told(result: ReturnType<Bench['command']>): readonly string[] {
  return result.ok ? steps(result.transitions) : [result.code];
}

type Row = Record<keyof typeof events, string>;

/** '-' is nothing at all. Steps of the parent's own alarm are left out. */
const table: Record<keyof typeof states, Row> = {
  pending: {
    comes: 'raised:unacknowledged',
    goes: '-',
    worsens: 'raised:unacknowledged',
    eases: 'raised:unacknowledged',
    'parent comes': '-',
    'parent goes': 'raised:unacknowledged',
    'time runs out': 'raised:unacknowledged',
    acknowledge: 'NOT_FOUND',
    shelve: 'NOT_FOUND',
    unshelve: 'NOT_FOUND',
    'out of service': 'NOT_FOUND',
    'in service': 'NOT_FOUND',
    reset: 'NOT_FOUND',
  },
  unacknowledged: {
    comes: '-',
    goes: 'returned:returned',
    worsens: 'worsened:unacknowledged',
    eases: 'eased:unacknowledged',
    'parent comes': 'suppressed:suppressed',
    'parent goes': '-',
    'time runs out': '-',
    acknowledge: 'acknowledged:acknowledged',
    shelve: 'shelved:shelved',
    unshelve: 'CONFLICT',
    'out of service': 'out-of-service:out-of-service',
    'in service': 'CONFLICT',
    reset: 'CONFLICT',
  },
  acknowledged: {
    comes: '-',
    goes: 'returned:normal closed:normal',
    worsens: 'worsened:unacknowledged',
    eases: 'eased:acknowledged',
    'parent comes': 'suppressed:suppressed',
    'parent goes': '-',
    'time runs out': '-',
    acknowledge: '-',
    shelve: 'shelved:shelved',
    unshelve: 'CONFLICT',
    'out of service': 'out-of-service:out-of-service',
    'in service': 'CONFLICT',
    reset: 'CONFLICT',
  },
  returned: {
    comes: 'reactivated:unacknowledged',
    goes: '-',
    worsens: 'reactivated:unacknowledged',
    eases: 'reactivated:unacknowledged',
    'parent comes': '-',
    'parent goes': '-',
    'time runs out': '-',
    acknowledge: 'acknowledged:normal closed:normal',
    shelve: 'shelved:shelved',
    unshelve: 'CONFLICT',
    'out of service': 'out-of-service:out-of-service',
    'in service': 'CONFLICT',
    reset: 'CONFLICT',
  },
  shelved: {
    comes: '-',
    goes: 'returned:shelved',
    worsens: 'worsened:shelved unshelved:unacknowledged',
    eases: 'eased:shelved',
    'parent comes': 'suppressed:shelved',
    'parent goes': '-',
    'time runs out': 'unshelved:unacknowledged',
    acknowledge: 'acknowledged:shelved',
    shelve: 'CONFLICT',
    unshelve: 'unshelved:unacknowledged',
    'out of service': 'out-of-service:out-of-service',
    'in service': 'CONFLICT',
    reset: 'CONFLICT',
  },
  'shelved, gone': {
    comes: 'reactivated:shelved',
    goes: '-',
    worsens: 'reactivated:shelved unshelved:unacknowledged',
    eases: 'reactivated:shelved',
    'parent comes': '-',
    'parent goes': '-',
    'time runs out': 'unshelved:returned',
    acknowledge: 'acknowledged:shelved',
    shelve: 'CONFLICT',
    unshelve: 'unshelved:returned',
    'out of service': 'out-of-service:out-of-service',
    'in service': 'CONFLICT',
    reset: 'CONFLICT',
  },
  suppressed: {
    comes: '-',
    goes: 'returned:returned',
    worsens: 'worsened:suppressed',
    eases: 'eased:suppressed',
    'parent comes': '-',
    'parent goes': 'unsuppressed:unacknowledged',
    'time runs out': '-',
    acknowledge: 'acknowledged:suppressed',
    shelve: 'shelved:shelved',
    unshelve: 'CONFLICT',
    'out of service': 'out-of-service:out-of-service',
    'in service': 'CONFLICT',
    reset: 'CONFLICT',
  },
  'out of service': {
    comes: '-',
    goes: 'returned:out-of-service',
    worsens: 'worsened:out-of-service',
    eases: 'eased:out-of-service',
    'parent comes': 'suppressed:out-of-service',
    'parent goes': '-',
    'time runs out': '-',
    acknowledge: 'acknowledged:out-of-service',
    shelve: 'CONFLICT',
    unshelve: 'CONFLICT',
    'out of service': 'CONFLICT',
    'in service': 'in-service:unacknowledged',
    reset: 'CONFLICT',
  },
  latched: {
    comes: 'reactivated:unacknowledged',
    goes: '-',
    worsens: 'reactivated:unacknowledged',
    eases: 'reactivated:unacknowledged',
    'parent comes': '-',
    'parent goes': '-',
    'time runs out': '-',
    acknowledge: 'acknowledged:acknowledged',
    shelve: 'CONFLICT',
    unshelve: 'CONFLICT',
    'out of service': 'CONFLICT',
    'in service': 'CONFLICT',
    reset: 'reset:returned',
  },
};

describe.each(Object.entries(table))('%s', (name, row) => {
  const state: State = states[name as keyof typeof states];
  test.each(Object.entries(row))('%s → %s', (event, expected) => {
    const bench = createBench();
    for (const step of state.enter) step(bench);
    const before = bench.transitions().length;
    const returned = events[event as keyof typeof events](bench, state);
    const own = bench
      .transitions()
      .slice(before)
      .filter(({ alarm }) => alarm.subject.id === 'a');
    const refused = returned.filter((step) => !step.includes(':'));
    expect([...steps(own), ...refused].join(' ') || '-').toBe(expected);
  });
});
