/** Topics and broker addresses: what is a sensor's, and what is nobody's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokerName, brokerPort, readBrokerAddress } from '../../../src-main/sources/sensors/broker-address.ts';
import { createLineFraming } from '../../../src-main/sources/sensors/line-framing.ts';
import { createPacketWatch } from '../../../src-main/sources/sensors/packet-limit.ts';
import { readTopic, sensorTopic, topicRoot } from '../../../src-main/sources/sensors/topic.ts';

const root = 'kavach/sensors';

test.each([
  ['kavach/sensors/lidar', { type: 'lidar', sensorId: null }],
  ['kavach/sensors/traffic/loop-17', { type: 'traffic', sensorId: 'loop-17' }],
  ['kavach/sensors', null],
  ['kavach/sensors/', null],
  ['kavach/sensors//x', null],
  ['kavach/sensors/traffic/', null],
  ['kavach/sensors/traffic/a/b', null],
  ['kavach/sensorsx/traffic', null],
  ['other/sensors/traffic', null],
  ['$SYS/broker/uptime', null],
  ['kavach/sensors/$stations/CST/status', null],
  ['kavach/sensors/+/x', null],
  ['kavach/sensors/#', null],
  ['kavach/sensors/a\u0000b', null],
  [`kavach/sensors/${'x'.repeat(300)}`, null],
])('the topic %j', (topic, expected) => {
  expect(readTopic(root, topic)).toEqual(expected);
});

test('a topic made of a type and an id is read as them', () => {
  const level = fc.stringMatching(/^[A-Za-z0-9._:-]{1,40}$/);
  fc.assert(
    fc.property(level, fc.option(level), (type, sensorId) => {
      expect(readTopic(root, sensorTopic(root, { type, sensorId }))).toEqual({ type, sensorId });
    }),
  );
});

test('MQTT_TOPIC with and without its end', () => {
  expect(topicRoot('kavach/sensors/#')).toBe('kavach/sensors');
  expect(topicRoot('yard')).toBe('yard');
});

test.each([
  ['broker.local', 'mqtt://broker.local:1884', null],
  ['mqtts://name:pass%40word@b.example', 'mqtts://b.example:1884', 'pass@word'],
  ['mqtt://10.0.0.7:1999', 'mqtt://10.0.0.7:1999', null],
  ['ws://b:80/mqtt', 'ws://b:80', null],
  ['mqtt://[::1]', 'mqtt://[::1]:1884', null],
])('the broker %j', (text, name, password) => {
  const address = readBrokerAddress(text);
  expect(address).not.toBeNull();
  if (address === null) return;
  expect(brokerName(address, brokerPort(address, 1884))).toBe(name);
  expect(address.password).toBe(password);
});

test.each(['http://b', 'mqtt://', 'exec:rm', '', 'mqtt://a b'])('no broker: %j', (text) => {
  expect(readBrokerAddress(text)).toBeNull();
});

test('lines come out whole, however the bytes are cut', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => !/[\r\n]/.test(text) && text.trim() !== '');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (lines, sizes) => {
      const framing = createLineFraming(1000);
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const found: string[] = [];
      for (let at = 0; at < bytes.length; ) {
        const end = at + (sizes.next().value ?? 1);
        found.push(...framing.push(bytes.subarray(at, end)));
        at = end;
      }
      expect(found).toEqual(lines.map((text) => Buffer.from(text).toString()));
      expect(framing.isWithinLine()).toBe(false);
    }),
  );
});

test('of a line that is too long its beginning is kept, and the next line is whole', () => {
  const framing = createLineFraming(10);
  expect(framing.push(Buffer.from('x'.repeat(7)))).toEqual([]);
  expect(framing.push(Buffer.from('x'.repeat(500)))).toEqual([]);
  expect(framing.push(Buffer.from('xx\nnext\nhal'))).toEqual(['x'.repeat(10), 'next']);
  expect(framing.push(Buffer.from('f\n'))).toEqual(['half']);
});

test('packets within the limit pass however they are cut, and a longer one is noticed by its length', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 50 }), (lengths, step) => {
      const watch = createPacketWatch(300);
      const bytes = Buffer.concat(lengths.map((length) => Buffer.concat([packetHead(length), Buffer.alloc(length, 0xff)])));
      for (let at = 0; at < bytes.length; at += step) expect(watch(bytes.subarray(at, at + step))).toBe(true);
      expect(watch(packetHead(301))).toBe(false);
    }),
  );
});

function packetHead(length: number): Buffer {
  return length < 128 ? Buffer.from([0x30, length]) : Buffer.from([0x30, (length % 128) | 128, length >> 7]);
}
