/** What the health of TLS and of the timetable says as their dates come near: tables of days. */
import { expect, it } from 'vitest';
import { timetableHealth, tlsHealth } from '../../src-main/composition/health.ts';
import { dayMs, openTestTls } from '../fixtures/tls.ts';

const made = await openTestTls({ nowMs: Date.now(), names: { dnsNames: ['localhost'], addresses: [] } });

/** Days that certificate and CA (null = by others) last, what failed, and the state with a part of its words. */
const cases: [number, number | null, string | null, string, RegExp][] = [
  [397, 3650, null, 'ok', /^the certificate ends on 20\d\d-/],
  [397, null, null, 'ok', /ends on/],
  [15, null, null, 'ok', /ends on/],
  [13, null, null, 'degraded', /renew it/],
  [397, 364, null, 'degraded', /the CA of this station ends on .*every phone trust the new CA/],
  [20, 3650, 'no room', 'degraded', /^no room \(the certificate ends/],
  [-1, null, null, 'down', /phones refuse it/],
  [-1, 3650, 'no room', 'down', /phones refuse it; no room/],
];

it.each(cases)('certificate %s days, CA %s days, fault %s: %s', (days, caDays, fault, state, words) => {
  const nowMs = Date.now();
  const lasting = (left: number) => ({ ...made.certificate(), notAfterMs: nowMs + left * dayMs });
  const tls = { certificate: () => lasting(days), ca: caDays === null ? null : lasting(caDays), fault: () => fault };
  expect(tlsHealth(tls, nowMs)).toMatchObject({ name: 'tls', state, detail: expect.stringMatching(words) });
});

it.each([
  ['20261128', 'ok', /holds until 2026-11-28/],
  ['20261127', 'degraded', /ended on 2026-11-27: import/],
] as const)('a timetable until %s is %s on 28 November 2026', (validUntil, state, words) => {
  expect(timetableHealth({ validUntil }, '20261128')).toMatchObject([{ state, detail: expect.stringMatching(words) }]);
  expect(timetableHealth(null, '20261128')).toEqual([]);
});
