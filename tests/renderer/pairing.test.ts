/** A phone's pairing as the control room sees it: the address and the code to show, the picture to scan, and what became of the code. */
import fc from 'fast-check';
import { create } from 'qrcode';
import { expect, test } from 'vitest';
import {
  codeGroups,
  joinAddress,
  type PairingOutcome,
  type PairingSeen,
  pairingOutcome,
} from '../../src-renderer/control-room/set-up/pairing.ts';
import { isLoopbackOrigin } from '../../src-renderer/control-room/set-up/phone-origins.ts';
import { qrPath } from '../../src-renderer/control-room/set-up/qr-path.ts';

function session(id: string, change: Partial<PairingSeen['sessions'][number]> = {}): PairingSeen['sessions'][number] {
  return { id, kind: 'phone', name: `phone ${id}`, created_at: '2026-11-20T10:00:00Z', ...change };
}

const waiting: PairingSeen = {
  codeId: 'c1',
  expiresMs: 60_000,
  nowMs: 1_000,
  openCodeIds: ['c1', 'c2'],
  sessions: [session('old')],
  knownIds: new Set(['old']),
};

test.each<[string, Partial<PairingSeen>, PairingOutcome]>([
  ['nothing has happened', {}, { kind: 'waiting' }],
  ['another code’s phone came', { sessions: [session('old'), session('new')], openCodeIds: ['c1'] }, { kind: 'waiting' }],
  ['its phone came', { sessions: [session('old'), session('new')], openCodeIds: ['c2'] }, { kind: 'joined', name: 'phone new' }],
  [
    'two came, the newest counts',
    { sessions: [session('b', { created_at: '2026-11-20T10:00:09Z' }), session('a')], openCodeIds: [] },
    { kind: 'joined', name: 'phone b' },
  ],
  [
    'it came at the last moment',
    { sessions: [session('new')], openCodeIds: [], nowMs: 61_000 },
    { kind: 'joined', name: 'phone new' },
  ],
  ['somebody signed in by password', { sessions: [session('new', { kind: 'account' })], openCodeIds: [] }, { kind: 'gone' }],
  ['it was withdrawn', { openCodeIds: ['c2'] }, { kind: 'gone' }],
  ['it ran out', { openCodeIds: [], nowMs: 60_000 }, { kind: 'expired' }],
])('%s', (_, change, expected) => {
  expect(pairingOutcome({ ...waiting, ...change })).toEqual(expected);
});

test('the code stands behind the #, and is read in groups of five', () => {
  expect(joinAddress('https://192.168.1.5:8000', '7K2QF9XW3M')).toBe('https://192.168.1.5:8000/join#7K2QF9XW3M');
  expect(codeGroups('7K2QF9XW3M')).toEqual(['7K2QF', '9XW3M']);
});

test.each([
  ['http://127.0.0.1:8000', true],
  ['http://localhost:8000', true],
  ['http://[::1]:8000', true],
  ['http://station.localhost', true],
  ['https://192.168.1.5:8000', false],
  ['https://dadar.local:8000', false],
  ['https://127-0.example', false],
])('%s leads nowhere else: %s', (origin, expected) => {
  expect(isLoopbackOrigin(origin)).toBe(expected);
});

test('the picture covers the dark modules of the code, each once, inside its quiet zone', () => {
  fc.assert(
    fc.property(fc.webUrl(), (text) => {
      const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
      const { side, path } = qrPath(text);
      expect(side).toBe(size + 8);
      const drawn = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(([, x, y, width]) =>
        Array.from({ length: Number(width) }, (_, i) => (Number(y) - 4) * size + Number(x) - 4 + i),
      );
      const dark = [...data.keys()].filter((at) => data[at] === 1);
      expect(drawn).toEqual(dark);
    }),
    { numRuns: 30 },
  );
});
