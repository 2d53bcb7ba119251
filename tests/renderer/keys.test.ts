// @vitest-environment happy-dom
/** Single-letter keys act at once, and never while somebody types, in a dialog, with a modifier, or when they are switched off. */
import { describe, expect, test } from 'vitest';
import { placeAfter } from '../../src-renderer/control-room/alarms/place-after.ts';
import { isTyping, shortcutOf } from '../../src-renderer/control-room/keyboard/shortcut.ts';

const press = { key: 'a', code: '', ctrlKey: false, metaKey: false, altKey: false, repeat: false };
const context = { screen: 'alarms', typing: false, inDialog: false, letterKeys: true };

describe('shortcuts', () => {
  test.each([
    ['a', { kind: 'acknowledge' }],
    ['A', { kind: 'acknowledge' }],
    ['s', { kind: 'shelve' }],
    ['I', { kind: 'incident' }],
    ['x', null],
    ['/', { kind: 'search' }],
    ['?', { kind: 'help' }],
    ['3', { kind: 'layout', place: 3 }],
    ['0', null],
    ['Enter', null],
  ] as const)('%s', (key, expected) => {
    expect(shortcutOf({ ...press, key }, context)).toEqual(expected);
  });

  test.each([
    ['a', { kind: 'approve' }],
    ['x', { kind: 'remove' }],
    ['J', { kind: 'next' }],
    ['i', { kind: 'incident' }],
  ] as const)('%s on the Chat screen', (key, expected) => {
    expect(shortcutOf({ ...press, key }, { ...context, screen: 'chat' })).toEqual(expected);
  });

  test('letters of a Devanagari keyboard by their place', () => {
    expect(shortcutOf({ ...press, key: 'ो', code: 'KeyA' }, context)).toEqual({ kind: 'acknowledge' });
    expect(shortcutOf({ ...press, key: 'क', code: 'KeyK', ctrlKey: true }, context)).toEqual({ kind: 'palette' });
  });

  test('the palette opens while typing, too, and with Meta; not over a dialog', () => {
    for (const keys of [{ ctrlKey: true }, { metaKey: true }]) {
      const pressed = { ...press, key: 'k', ...keys };
      expect(shortcutOf(pressed, { ...context, typing: true, letterKeys: false })).toEqual({ kind: 'palette' });
      expect(shortcutOf(pressed, { ...context, inDialog: true })).toBeNull();
    }
  });

  test.each([
    ['while typing', {}, { typing: true }],
    ['in a dialog', {}, { inDialog: true }],
    ['when switched off', {}, { letterKeys: false }],
    ['with Ctrl: it is the browser’s', { ctrlKey: true }, {}],
    ['with Alt', { altKey: true }, {}],
    ['with Meta', { metaKey: true }, {}],
    ['held down: one press is one acknowledgement', { repeat: true }, {}],
  ])('dead %s', (_, change, situation) => {
    expect(shortcutOf({ ...press, ...change }, { ...context, ...situation })).toBeNull();
  });

  test.each([
    ['<input>', true],
    ['<input type="search">', true],
    ['<input type="radio">', false],
    ['<textarea></textarea>', true],
    ['<select></select>', true],
    ['<button></button>', false],
  ])('%s takes letters: %s', (html, expected) => {
    document.body.innerHTML = html;
    expect(isTyping(document.body.firstElementChild)).toBe(expected);
  });
});

test.each([
  ['ArrowDown', -1, 3, 0],
  ['ArrowDown', 2, 3, 2],
  ['ArrowUp', 0, 3, 0],
  ['End', 0, 3, 2],
  ['Home', 2, 3, 0],
  ['x', 1, 3, null],
  ['ArrowDown', -1, 0, null],
])('%s at %i of a list of %i', (key, place, length, expected) => {
  expect(placeAfter(key, place, length)).toBe(expected);
});
