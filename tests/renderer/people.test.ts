/** What the Set-up screen makes of names, passwords, lines, refusals and log entries. */
import { describe, expect, test } from 'vitest';
import { StationError } from '../../src-renderer/client/errors.ts';
import { nameFault, passwordFault } from '../../src-renderer/control-room/account/password-rule.ts';
import { en } from '../../src-renderer/control-room/i18n/en.ts';
import { hi } from '../../src-renderer/control-room/i18n/hi.ts';
import { actName, detailsText } from '../../src-renderer/control-room/set-up/audit-words.ts';
import { linesText, linesToSend } from '../../src-renderer/control-room/set-up/lines.ts';
import { faultKind } from '../../src-renderer/control-room/station/fault-kind.ts';
import { lineName } from '../../src-renderer/ui/locale/line-names.ts';

test.each([
  ['UNREACHABLE', 0, 'unreachable'],
  ['UNAUTHENTICATED', 401, 'wrong'],
  ['FORBIDDEN', 403, 'not-allowed'],
  ['CONFLICT', 409, 'taken'],
  ['RATE_LIMITED', 429, 'limited'],
  ['UNAVAILABLE', 503, 'busy'],
  ['VALIDATION_FAILED', 400, 'refused'],
] as const)('%s (%i) means %s', (code, status, expected) => {
  expect(faultKind(new StationError(code, 'why', status))).toBe(expected);
});

describe('a new account is checked before the station is asked', () => {
  test.each([
    ['asha', null],
    [' Asha.Rao-2 ', null],
    ['a', en.account.nameWrong],
    ['.asha', en.account.nameWrong],
    ['आशा', en.account.nameWrong],
  ])('the name %j', (name, expected) => {
    expect(nameFault(name, en)).toBe(expected);
  });

  test.each([
    ['elevenchars', en.account.tooShort(12)],
    ['twelve chars', null],
    ['x'.repeat(201), en.account.tooLong(200)],
  ])('the password %j', (password, expected) => {
    expect(passwordFault(password, en)).toBe(expected);
  });
});

test('all lines are sent as all, so that a later line counts too', () => {
  expect(linesToSend(['central', 'western'], ['western', 'central'])).toBeNull();
  expect(linesToSend(['western'], ['western', 'central'])).toEqual(['western']);
  expect(linesText(null, (line) => lineName(line, 'en'), en)).toBe('all');
  expect(linesText(['western', 'metro-3'], (line) => lineName(line, 'hi'), hi)).toBe('पश्चिम, Metro-3');
});

test('an act without a word of ours keeps the station’s own', () => {
  expect(actName('createPairingCode', en)).toBe('Made a pairing code');
  expect(actName('POST /api/tomorrow', en)).toBe('POST /api/tomorrow');
  expect(actName('constructor', en)).toBe('constructor');
});

test('details are one line, without what is empty', () => {
  expect(detailsText({ role: 'staff', lines: ['western', 'central'], zone: null, minutes: 10 })).toBe(
    'role: staff, lines: western central, minutes: 10',
  );
});
