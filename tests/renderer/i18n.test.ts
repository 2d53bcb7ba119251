/** The three languages say everything, fill in every value, and word nothing twice as English by mistake. */
import { describe, expect, test } from 'vitest';
import { catalogues } from '../../src-renderer/control-room/i18n/use-text.ts';
import { createFormat } from '../../src-renderer/ui/locale/format.ts';
import { locales, localeTags, preferredLocale } from '../../src-renderer/ui/locale/locales.ts';

/** Path → the words, with counted and named values filled in. */
function said(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') {
    const values = Array.from({ length: node.length }, (_, i) => i + 2);
    return [[path, String((node as (...values: unknown[]) => string)(...values.map((value) => asValue(path, value))))]];
  }
  if (typeof node === 'object' && node !== null)
    return Object.entries(node).flatMap(([key, child]) => said(child, `${path}.${key}`));
  return [];
}

/** Counted phrases take numbers, the others words; a number serves as both but for `zoneIs`, which lowers its case. */
function asValue(path: string, value: number): unknown {
  return path.endsWith('zoneIs') ? `X${value}` : value;
}

const same = new Set([
  '.alarms.letters.high',
  '.alarms.letters.medium',
  '.alarms.letters.low',
  '.cameras.page',
  '.incidents.letters.low',
  '.incidents.letters.medium',
  '.incidents.letters.high',
  '.incidents.letters.critical',
  '.incidents.pictureOf',
  '.incidents.outcomeBy',
]);

describe.each(locales)('%s', (locale) => {
  const words = new Map(said(catalogues[locale]));
  test('has every key of English, none empty', () => {
    expect([...words.keys()].sort()).toEqual(
      said(catalogues.en)
        .map(([path]) => path)
        .sort(),
    );
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('shows every value that English shows', () => {
    const values = (text: string) => [...text.matchAll(/\d/g)].map(String).sort();
    const missing = said(catalogues.en)
      .filter(([path]) => typeof at(catalogues.en, path) === 'function')
      .filter(([path, text]) => values(words.get(path) ?? '').join() !== values(text).join())
      .map(([path]) => path);
    expect(missing).toEqual([]);
  });

  test('writes figures with Latin digits, in the time zone of the station', () => {
    const format = createFormat(localeTags[locale], 'Asia/Kolkata');
    expect(format.clock(Date.UTC(2026, 10, 20, 18, 30, 5))).toMatch(/^0{1,2}:00:05$/);
    expect(format.number(2.14, 1)).toBe('2.1');
    for (const text of [format.age(61_000), format.percent(0.42), format.dateTime(0)]) expect(text).not.toMatch(/[०-९]/);
  });
});

test.each(locales.filter((locale) => locale !== 'en'))('%s leaves no English behind', (locale) => {
  const words = new Map(said(catalogues[locale]));
  const left = said(catalogues.en).filter(([path, text]) => !same.has(path) && words.get(path) === text);
  expect(left).toEqual([]);
});

function at(node: unknown, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce((inner, key) => (inner as Record<string, unknown>)[key], node);
}

test.each([
  [['mr-IN', 'en'], 'mr'],
  [['fr', 'hi'], 'hi'],
  [['fr'], 'en'],
] as const)('a browser that wants %j gets %s', (wanted, expected) => {
  expect(preferredLocale(wanted)).toBe(expected);
});
