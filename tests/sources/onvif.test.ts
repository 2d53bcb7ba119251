/** ONVIF against a stand-in device: what is found, what its password opens, and what a hostile one can't do. */
import { afterEach, describe, expect, it } from 'vitest';
import { onvifStreams } from '../../src-main/sources/onvif/device-streams.ts';
import { discoverOnvif } from '../../src-main/sources/onvif/discover.ts';
import { readSoap } from '../../src-main/sources/onvif/read-soap.ts';
import { type OnvifDeviceOptions, startOnvifDevice } from '../fixtures/onvif-device.ts';

const stops: (() => Promise<void>)[] = [];
const never = new AbortController().signal;
const start = async (options: Partial<OnvifDeviceOptions> = {}) => {
  const device = await startOnvifDevice({ user: 'admin', password: 'p<&w', ...options });
  stops.push(device.stop);
  return device;
};
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe('ONVIF', () => {
  it('finds a device by its own reply, and nothing that a reply says of others', async () => {
    const device = await start();
    const found = await discoverOnvif({ signal: never, listenMs: 700, target: device.probeTarget });
    expect(found).toEqual([{ name: 'Hall North', model: 'DS-2CD', host: '127.0.0.1', address: device.address }]);
  });

  it('tells streams by a signature in the device’s own time, through an address translation', async () => {
    const device = await start({ aheadMs: -3_600_000 });
    const answer = await onvifStreams({ address: device.address, user: 'admin', password: 'p<&w', signal: never });
    expect(answer).toEqual({
      ok: true,
      streams: [
        {
          ...{ name: 'mainStream', codec: 'H264', width: 1920, height: 1080, fps: 25 },
          address: 'rtsp://127.0.0.1:554/Streaming/Channels/101?transportmode=unicast&profile=Profile_1',
        },
      ],
    });
  });

  it.each([
    ['a wrong password', {}, 'wrong', 'wrong user or password'],
    ['a stream on another host', { streamUri: 'rtsp://10.9.9.9/x' }, 'p<&w', 'no stream that the station can take'],
    ['a stream that is a file', { streamUri: 'file:///etc/passwd' }, 'p<&w', 'no stream that the station can take'],
    [
      'an answer with a document type',
      { answer: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' },
      'p<&w',
      'does not answer as an ONVIF device',
    ],
    ['an answer without an end', { answer: 'x'.repeat(400_000) }, 'p<&w', 'does not answer'],
  ] as const)('says what is wrong: %s', async (_, options, password, words) => {
    const device = await start(options);
    const answer = await onvifStreams({ address: device.address, user: 'admin', password, signal: never });
    expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
  });

  it('says that nobody is there', async () => {
    const answer = await onvifStreams({ address: 'http://127.0.0.1:9/x', user: 'a', password: 'b', signal: never });
    expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining('does not answer (ECONNREFUSED)') });
  });

  it('reads no XML that is too deep', () => {
    expect(readSoap('<a>'.repeat(100) + '</a>'.repeat(100))).toBeNull();
  });
});
