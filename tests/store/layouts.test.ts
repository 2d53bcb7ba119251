/** Layouts are each owner's own, take the place of one of the same name, and are bounded. */
import { expect, test } from 'vitest';
import { layoutLimits, type NamedLayout } from '../../src-contract/domain/screen-layout.ts';
import { morningMs, openTestStore } from './store-fixture.ts';

function layout(name: string, change: Partial<NamedLayout> = {}): NamedLayout {
  const wall = { size: 4, places: ['c2', null], pop_up: true } as const;
  return { name, key: null, wall: { ...wall, places: [...wall.places] }, overview: 'balanced', second_window: 'map', ...change };
}

test('kept by owner and name; the newer of a name stays', () => {
  const { layouts } = openTestStore();
  layouts.put('asha', layout('Rush hour'), morningMs);
  layouts.put('asha', layout('Rush hour', { key: 5 }), morningMs + 1);
  layouts.put('vikram', layout('Night'), morningMs);
  expect(layouts.list('asha')).toEqual([layout('Rush hour', { key: 5 })]);
  expect(layouts.remove('vikram', 'Rush hour')).toBe(false);
  expect(layouts.remove('asha', 'Rush hour')).toBe(true);
  expect(layouts.list('asha')).toEqual([]);
  expect(layouts.list('vikram')).toHaveLength(1);
});

test('no more than may be kept; a known one may still be changed', () => {
  const { layouts } = openTestStore();
  for (let i = 0; i < layoutLimits.perOwner; i++) expect(layouts.put('asha', layout(`L${i}`), morningMs)).toBe(true);
  expect(layouts.put('asha', layout('one more'), morningMs)).toBe(false);
  expect(layouts.put('asha', layout('L3', { key: 3 }), morningMs)).toBe(true);
  expect(layouts.put('vikram', layout('his first'), morningMs)).toBe(true);
});
