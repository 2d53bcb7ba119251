import { expect, test } from 'vitest';
import type { Moderation } from '../../../src-contract/domain/moderation.ts';
import { moderationTexts } from '../../../src-contract/texts/moderation-texts.ts';

const phone: Moderation = { state: 'held', reasons: [{ rule: 'phone', found: '98200 12345' }] };
const muted: Moderation = { state: 'removed', reasons: [{ rule: 'muted', until_ms: Date.UTC(2026, 0, 1, 6, 30) }] };

test.each([
  ['en', phone, 'operator', 'Held: it has a phone number (98200 12345).'],
  ['en', phone, 'sender', 'Your message is held until an operator has looked at it: it has a phone number (98200 12345).'],
  ['hi', phone, 'operator', 'रोका गया: इसमें फ़ोन नंबर है (98200 12345)।'],
  ['mr', phone, 'operator', 'थांबवला: यात फोन नंबर आहे (98200 12345).'],
  ['en', muted, 'sender', 'Your message is not shown: its author is muted until 12:00 IST.'],
  [
    'en',
    { state: 'held', reasons: [{ rule: 'flood', count: 22, within_s: 10 }] },
    'operator',
    'Held: it is the 22nd message within 10 s.',
  ],
  ['en', { state: 'removed', reasons: [] }, 'operator', 'Removed: an operator decided so.'],
  ['en', { state: 'published', reasons: [] }, 'operator', 'Published.'],
] as const)('%s %o %s', (locale, moderation, reader, expected) => {
  expect(moderationTexts(locale, 'Asia/Kolkata')(moderation)[reader]).toBe(expected);
});
