/** What the shell itself says: in three languages, in the person's own, and on a page that lets nothing in. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { locales } from '../../src-contract/texts/language.ts';
import { shellPage } from '../../src-main/desktop/shell-page.ts';
import { shellLocale, shellTexts } from '../../src-main/desktop/shell-texts.ts';
import { stationArgs } from '../../src-main/desktop/station-args.ts';
import type { StationState } from '../../src-main/desktop/station-child.ts';
import { trayPixels } from '../../src-main/desktop/tray-icon.ts';
import { updateWords } from '../../src-main/desktop/updates/words.ts';
import { repositoryRoot } from '../fixtures/shared.ts';

const counts = { high: 2, medium: 3, low: 4 };

function said(locale: (typeof locales)[number]): string[] {
  const t = shellTexts[locale];
  return Object.values(t).flatMap((words) => {
    if (typeof words === 'function') return words === t.logs ? [t.logs('/x')] : [t.unacknowledged(counts)];
    return typeof words === 'string' ? [words] : Object.values(words);
  });
}

describe('the words', () => {
  it('are no English in Hindi and Marathi', () => {
    for (const locale of ['hi', 'mr'] as const) {
      expect(said(locale)).toHaveLength(said('en').length);
      expect(said(locale).filter((words) => said('en').includes(words) || words.trim() === '')).toEqual([]);
      for (const count of Object.values(counts)) expect(shellTexts[locale].unacknowledged(counts)).toContain(String(count));
    }
  });

  it('of updates are no English in Hindi and Marathi, and name the versions', () => {
    const saidOfUpdates = (locale: (typeof locales)[number]): string[] =>
      Object.values(updateWords[locale]).flatMap((words: unknown) => {
        if (typeof words === 'function') return String(words('1.0.0', '1.1.0', 'x'));
        return typeof words === 'string' ? [words] : Object.values(words as Record<string, string>);
      });
    for (const locale of ['hi', 'mr'] as const) {
      const pairs = saidOfUpdates(locale).map((words, no) => [words, saidOfUpdates('en')[no] ?? ''] as const);
      for (const [words, english] of pairs) {
        expect(words).not.toBe(english);
        expect(words.match(/\d+\.\d+\.\d+/g)?.length).toBe(english.match(/\d+\.\d+\.\d+/g)?.length);
      }
    }
  });

  it.each([
    [['mr-IN', 'en-IN'], 'mr'],
    [['ta-IN', 'hi-IN'], 'hi'],
    [['ta-IN'], 'en'],
    [[], 'en'],
  ] as const)('of a person who reads %j are %s', (wanted, locale) => {
    expect(shellLocale(wanted)).toBe(locale);
  });
});

describe('the shell’s own page', () => {
  const ask = (path: string, state: StationState = { kind: 'starting' }) =>
    shellPage({ state: () => state, locale: 'en', folder: join(repositoryRoot, 'resources/shell'), logsFolder: '/logs' })({
      url: `kavach://${path}`,
    });

  it('has all that it names, and nothing else of the disk', async () => {
    for (const path of ['shell/station', 'shell/sound', 'shell/shell.css', 'shell/shell.js', 'shell/sound.js'])
      expect(ask(path).status).toBe(200);
    for (const path of ['shell/../package.json', 'shell/%2e%2e/package.json', 'elsewhere/station', 'shell/constructor'])
      expect(ask(path).status).toBe(404);
    expect(ask('shell/station').headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self';/,
    );
  });

  it('says why the station is down as text, whatever stands in it', async () => {
    const html = await ask('shell/station', { kind: 'failed', reason: '<img src=x onerror=alert(1)>' }).text();
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(html).not.toContain('<img');
  });
});

it('the tray’s icons differ in shape alone', () => {
  const shape = (face: Parameters<typeof trayPixels>[0]): string =>
    [...trayPixels(face)].filter((_, index) => index % 4 === 3).join();
  expect(new Set((['running', 'starting', 'alarms', 'high', 'down'] as const).map(shape)).size).toBe(5);
});

it('the station gets its own words of those that started the desktop', () => {
  const words = ['--inspect=0', '--no-sandbox', '/app', '--site', 'mumbai', '--port=0', '--enable-features=X'];
  expect(stationArgs(words)).toEqual(['--site', 'mumbai', '--port', '0']);
});
