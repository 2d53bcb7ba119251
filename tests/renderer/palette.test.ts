// @vitest-environment happy-dom
/** The palette finds things by any of their names, best first, and offers nobody what they may not do. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallerReply } from '../../src-contract/api/auth.ts';
import { replaceAlarms, useAlarms } from '../../src-renderer/control-room/alarms/alarms-store.ts';
import { type Findable, findItems, mostFound } from '../../src-renderer/control-room/palette/find-items.ts';
import { knownItems } from '../../src-renderer/control-room/palette/use-findable.ts';
import { alarm } from './alarm-samples.ts';

const caller: CallerReply = {
  ...{ kind: 'session', id: 'asha', name: 'Asha', role: 'operator', session: 'account' },
  ...{ scopes: null, lines: null, zone: null, first_admin_needed: false },
};

function ids(all: readonly Findable[], typed: string, recent: readonly string[] = []): string[] {
  return findItems(all, typed, recent).flatMap(({ items }) => items.map(({ id }) => id));
}

describe('what is found', () => {
  const known = () => knownItems('hi', caller);
  test.each([
    ['cameras', 'screen:/cameras'],
    ['कैमरे', 'screen:/cameras'],
    ['कॅमेरे', 'screen:/cameras'],
    ['light theme', 'action:theme:light'],
    ['audit', 'screen:/setup?section=audit'],
    ['anlytcs', 'screen:/analytics'],
  ])('%s', (typed, id) => {
    expect(ids(knownItems('mr', { ...caller, role: 'admin' }), typed)[0]).toBe(id);
  });

  test('nothing where nothing fits', () => {
    expect(ids(known(), 'zzqx')).toEqual([]);
  });

  test('what was used last comes first, when nothing is typed and among equals', () => {
    expect(ids(known(), '', ['screen:/trains'])[0]).toBe('screen:/trains');
    expect(ids(known(), 'theme', ['action:theme:light'])[0]).toBe('action:theme:light');
    expect(ids(known(), 'theme')[0]).toBe('action:theme:dark');
  });

  test('a bounded list, of however many things', () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      group: 'sensors' as const,
      item: { id: `${i}`, label: `Sensor ${i}`, run: () => {} },
      names: [`Sensor ${i}`],
    }));
    expect(ids(many, 'sensor')).toHaveLength(mostFound);
  });
});

describe('who may do what', () => {
  beforeEach(() => replaceAlarms([alarm({ title: 'Crowd' })], '2026-01-01T00:00:00Z'));
  afterEach(() => useAlarms.setState({ alarms: {} }));
  const idsFor = (role: CallerReply['role']) => knownItems('en', { ...caller, role }).map(({ item }) => item.id);

  test('an operator acts on alarms and sets up phones', () => {
    expect(idsFor('operator')).toEqual(expect.arrayContaining(['acknowledge:a1', 'shelve:a1', 'screen:/setup?section=phones']));
    expect(idsFor('operator')).not.toContain('screen:/setup?section=people');
  });

  test('a viewer looks', () => {
    expect(idsFor('viewer')).toContain('alarm:a1');
    expect(idsFor('viewer').filter((id) => /^(acknowledge|shelve|incident-new|screen:\/setup)/.test(id))).toEqual([]);
  });
});
