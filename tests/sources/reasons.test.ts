import { describe, expect, it } from 'vitest';
import { hideSecrets, meaningOf, placeOf, reasonOf } from '../../src-main/sources/reasons.ts';

const source = 'rtsp://admin:S3cret%40!@10.0.0.5:554/stream1';

describe('the reason of an end', () => {
  it.each<[string, string[], string | null]>([
    [
      'refused',
      ['[tcp @ 0x1] [error] Connection to tcp://10.0.0.5:554 failed: Connection refused'],
      'connection refused by 10.0.0.5:554',
    ],
    ['wrong password', ['[rtsp @ 0x1] [error] method DESCRIBE failed: 401 Unauthorized'], 'wrong user or password (401)'],
    [
      'no such stream',
      ['[rtsp @ 0x1] [error] method DESCRIBE failed: 404 Not Found'],
      'stream not found (404); check the path in the address',
    ],
    ['timeout', ['[error] rtsp://x: Connection timed out'], 'no answer from 10.0.0.5:554'],
    [
      'another protocol',
      ["[https @ 0x1] [error] Protocol 'file' not on whitelist 'http,tcp'!"],
      'the address leads to another protocol, which is refused',
    ],
    [
      'the cause before what follows from it',
      ['[error] 401 Unauthorized', '[error] Invalid data found when processing input'],
      'wrong user or password (401)',
    ],
    ['something new', ['[abc @ 0x1] [error] The moon is full'], 'The moon is full'],
    ['nothing said', [], null],
  ])('%s', (_, lines, expected) => {
    expect(reasonOf(lines, source)).toBe(expected);
  });

  it('never holds a password, however ffmpeg writes it', () => {
    for (const line of [`[error] ${source}: odd`, '[error] user admin, password S3cret@! odd', '[error] S3cret%40! odd']) {
      expect(reasonOf([line], source)).not.toMatch(/S3cret/);
      expect(hideSecrets(line, source)).not.toMatch(/S3cret|admin/);
    }
  });
});

it.each<[string, string]>([
  [source, '10.0.0.5:554'],
  ['http://camera.local/mjpeg?user=a', 'camera.local'],
  ['rtsp://[fe80::1]:554/x', '[fe80::1]:554'],
  ['file:clips/a.mp4', 'clips/a.mp4'],
])('%s is at %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

it.each<[string, string]>([
  ['[h264 @ 0x55] [error] error while decoding MB 12 3, bytestream -5', 'corrupt'],
  ['[warning] rtsp://10.0.0.5/x: corrupt decoded frame in stream 0', 'corrupt'],
  ['[rtsp @ 0x55] [warning] RTP: missed 12 packets', 'corrupt'],
  ['[swscaler @ 0x1] [swscaler @ 0x2] [warning] deprecated pixel format used', 'noise'],
  ['[rtsp @ 0x1] [error] method DESCRIBE failed: 404 Not Found', 'error'],
  ['[error] Conversion failed!', 'error'],
])('%s is %s', (line, meaning) => {
  expect(meaningOf(line)).toBe(meaning);
});
