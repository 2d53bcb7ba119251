/** Text messages with pictures, cut apart: whatever is written, it must read as JSON.parse would read it. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { cutMark, cutOutPicture, decodeBase64 } from '../../../src-main/server/wire/frame-text.ts';

const picture = randomBytes(100_003);
const base64 = picture.toString('base64');
const textOf = (frame: string) => `{"event":"process_frame","data":{"frame":"${frame}","timestamp":5}}`;

test.each([
  ['as programs write it', textOf(base64)],
  ['with spaces', textOf(base64).replaceAll(':', ' : ')],
  ['with the head of a data URL', textOf(`data:image/jpeg;base64,${base64}`)],
  ['without padding', textOf(base64.replace(/=+$/, ''))],
])('the picture is cut out: %s', (_what, text) => {
  const cut = cutOutPicture(Buffer.from(text));
  expect(decodeBase64(cut.base64 ?? Buffer.alloc(0)).equals(picture)).toBe(true);
  expect(JSON.parse(cut.text)).toEqual({ event: 'process_frame', data: { frame: cutMark, timestamp: 5 } });
});

test.each([
  ['a short message', textOf('aGk=')],
  ['escaped slashes', textOf(base64.replaceAll('/', '\\/'))],
  ['no frame', JSON.stringify({ event: 'x', data: base64 })],
  ['a frame that is no text', `{"frame": 7, "fill": "${base64}"}`],
  ['a frame without an end', `{"frame":"${base64}`],
])('the message stays whole: %s', (_what, text) => {
  expect(cutOutPicture(Buffer.from(text))).toEqual({ text, base64: null });
});

test('another field of that name is not taken for the picture', () => {
  const message = { event: 'process_frame', data: { settings: { frame: 'other' }, frame: base64 } };
  const cut = cutOutPicture(Buffer.from(JSON.stringify(message)));
  expect(JSON.parse(cut.text).data).toEqual({ settings: { frame: cutMark }, frame: base64 });
});
