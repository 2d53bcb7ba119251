/** Every pair of tokens that stands together is readable (WCAG AA), in both themes; read from tokens.css itself. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src-renderer/ui/tokens.css', import.meta.url), 'utf8');

function theme(name: 'dark' | 'light'): Map<string, string> {
  const start = css.search(new RegExp(`\\[data-theme=["']${name}["']\\]\\s*\\{`));
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/(--[a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, token = '', colour = '']) => [token, colour]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function mixed(colour: string, ground: string): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [colour, ground].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * stripeShare + (b ?? 0) * (1 - stripeShare))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

const surfaces = ['--page', '--surface', '--surface-2', '--surface-3'];
const washes = ['--high-wash', '--medium-wash', '--low-wash', '--accent-wash'];
const priorities = ['high', 'medium', 'low'];
const bands = ['green', 'amber', 'orange', 'red', 'black', 'unknown'];

/** The stripes of what is old: `--hatched` mixes them so. */
const stripe = 'stripe';
const stripeShare = 0.55;

/** Text on what lies under it: 4.5. */
const texts: [string, string][] = [
  ...surfaces.flatMap((ground): [string, string][] => [
    ['--text', ground],
    ['--text-2', ground],
  ]),
  ...['--page', '--surface', '--surface-2'].map((ground): [string, string] => ['--text-3', ground]),
  ...washes.flatMap((ground): [string, string][] => [
    ['--text', ground],
    ['--text-2', ground],
  ]),
  ...priorities.flatMap((name): [string, string][] => [
    [`--${name}-ink`, `--${name}`],
    [`--${name}-text`, '--surface'],
    [`--${name}-text`, '--surface-2'],
    [`--${name}-text`, `--${name}-wash`],
  ]),
  ...bands.map((name): [string, string] => [`--band-${name}-ink`, `--band-${name}`]),
  ['--accent-ink', '--accent'],
  ['--replay-ink', '--replay'],
  ...['--text', '--text-2'].flatMap((text): [string, string][] => [
    [text, '--hatch-ground'],
    [text, stripe],
  ]),
  ...['--surface-3', '--accent-wash', '--high-wash'].map((ground): [string, string] => ['--text-3', ground]),
  ['--high-text', '--surface-3'],
  ['--good', '--page'],
  ['--good', '--surface'],
  ['--page', '--text'],
];

/** Shapes, edges of controls and the focus: 3. */
const shapes: [string, string][] = [
  ...surfaces.map((ground): [string, string] => ['--focus', ground]),
  ['--control-edge', '--page'],
  ['--control-edge', '--surface'],
  ['--high', '--surface'],
  ['--accent', '--surface'],
  ['--replay', '--page'],
  ['--accent', '--accent-wash'],
];

/** A full colour is seen by itself or by the edge around it; black stands in a red one. */
const fills = [
  ...bands.filter((name) => name !== 'unknown' && name !== 'black').map((name) => `--band-${name}`),
  ...priorities.map((name) => `--${name}`),
];

describe.each(['dark', 'light'] as const)('%s theme', (name) => {
  const tokens = theme(name);
  tokens.set(stripe, mixed(tokens.get('--hatch') ?? '', tokens.get('--hatch-ground') ?? ''));
  const check = (pairs: [string, string][], least: number) => {
    const poor = pairs
      .map(([a, b]) => ({ pair: `${a} on ${b}`, ratio: contrast(tokens.get(a) ?? '#000000', tokens.get(b) ?? '#000000') }))
      .filter(({ ratio }) => ratio < least)
      .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
    expect(poor).toEqual([]);
  };
  test('text is readable', () => check(texts, 4.5));
  test('shapes and focus are seen', () => check(shapes, 3));
  test('bands and priorities stand out from the page', () => {
    const seen = (token: string, ground: string) => contrast(tokens.get(token) ?? '', tokens.get(ground) ?? '');
    const poor = fills.filter((fill) =>
      ['--page', '--surface'].some((ground) => Math.max(seen(fill, ground), seen('--band-edge', ground)) < 3),
    );
    expect(poor).toEqual([]);
  });
  test('no token of the other theme is missing', () => {
    expect([...theme(name).keys()].sort()).toEqual([...theme(name === 'dark' ? 'light' : 'dark').keys()].sort());
  });
});
