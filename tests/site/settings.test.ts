import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Sites } from '../../src-main/settings.ts';
import { readStartOptions } from '../../src-main/settings.ts';

const data = mkdtempSync(join(tmpdir(), 'kavach-settings-'));
writeFileSync(join(data, 'settings.env'), 'PORT=7001\nHOST=127.0.0.2\nKAVACH_HOSTS=one.local, two.local\n');
afterAll(() => rmSync(data, { recursive: true, force: true }));

const sites: Sites = { file: (named) => join(data, named), id: () => 'DDR', installed: {} };

function settings(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const options = readStartOptions(args, { XDG_DATA_HOME: data, ...environment }, sites);
  if (options === 'help') throw new Error('help was asked for');
  return options.settings;
}

describe('settings', () => {
  it('come from the command line, else the environment, else the data folder, else defaults', () => {
    expect(settings(['--data', data])).toMatchObject({ PORT: 7001, HOST: '127.0.0.2', KAVACH_HOSTS: ['one.local', 'two.local'] });
    expect(settings(['--data', data], { PORT: '7002' })).toMatchObject({ PORT: 7002, HOST: '127.0.0.2' });
    expect(settings(['--data', data, '--port', '7003'], { PORT: '7002' }).PORT).toBe(7003);
    expect(settings([])).toMatchObject({ PORT: 8000, HOST: '0.0.0.0', KAVACH_DETECTION: 'on', KAVACH_MDNS: 'on' });
    expect(settings([])).toMatchObject({ CROWD_THRESHOLD: 10, MAX_FRAME_SIZE: 10_485_760, MAX_CONCURRENT_CONNECTIONS: 50 });
  });

  it('are read from the default data folder too, which the station names', () => {
    mkdirSync(join(data, 'kavach/DDR'), { recursive: true });
    writeFileSync(join(data, 'kavach/DDR/settings.env'), 'PORT=7004\n');
    expect(settings(['--site', 'dadar.yaml']).PORT).toBe(7004);
    expect(settings([]).PORT).toBe(8000);
  });

  it('count an empty value as unset', () => {
    expect(settings([], { PORT: '', HOST: '  ', KAVACH_MODELS_DIR: '' })).toMatchObject({ PORT: 8000, HOST: '0.0.0.0' });
    expect(settings([], { KAVACH_MODELS_DIR: '' }).KAVACH_MODELS_DIR).toBeUndefined();
  });

  const wrong: [name: string, value: string][] = [
    ['PORT', 'eighty'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['LOG_LEVEL', 'loud'],
    ['CONFIDENCE_THRESHOLD', '2'],
    ['KAVACH_DETECTION', 'maybe'],
    ['KAVACH_MDNS', 'yes'],
    ['CROWD_THRESHOLD', '0'],
    ['MAX_FRAME_SIZE', '10 MB'],
    ['MAX_CONCURRENT_CONNECTIONS', '1.5'],
    ['KAFKA_BOOTSTRAP_SERVERS', 'kafka-1:9092,kafka-2'],
    ['KAFKA_SASL_MECHANISM', 'GSSAPI'],
    ['KAVACH_OUTBOX_EVENTS', '10'],
  ];
  it.each(wrong)('refuse %s=%s by name, value and what is allowed', (name, value) => {
    expect(() => settings([], { [name]: value })).toThrow(new RegExp(`${name} is "${value}"; allowed: \\S`));
  });

  it('want a certificate and its key together', () => {
    const [cert, key] = [{ KAVACH_TLS_CERT: 'a.pem' }, { KAVACH_TLS_KEY: 'b.pem' }];
    expect(settings([], { ...cert, ...key })).toMatchObject({ ...cert, ...key });
    expect(() => settings([], cert)).toThrow(/KAVACH_TLS_KEY is ""; allowed: .*or neither/);
    expect(() => settings([], key)).toThrow(/KAVACH_TLS_CERT is ""; allowed: .*or neither/);
  });

  it('name the engines of the relay', () => {
    const given = {
      KAFKA_BOOTSTRAP_SERVERS: 'kafka-1:9092, [::1]:9093',
      DATABASE_URL: 'postgresql://u:p%25@db/events',
      KAVACH_RELAY_MQTT: 'mqtts://u:p@broker/rail/dadar',
    };
    expect(settings([], given)).toMatchObject({ ...given, KAFKA_BOOTSTRAP_SERVERS: ['kafka-1:9092', '[::1]:9093'] });
    expect(settings([])).toMatchObject({ KAFKA_BOOTSTRAP_SERVERS: [], KAFKA_TLS: 'off', KAVACH_OUTBOX_EVENTS: 1_000_000 });
    expect(() => settings([], { KAFKA_SASL_USERNAME: 'u' })).toThrow(/KAFKA_SASL_PASSWORD is .*; allowed: both/);
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:hidden@db/events'],
    ['DATABASE_URL', 'postgres://u:hidden@db'],
    ['DATABASE_URL', 'postgres://u:hidden%@db/events'],
    ['KAVACH_RELAY_MQTT', 'http://u:hidden@broker'],
    ['KAVACH_RELAY_MQTT', 'mqtt://u:hidden@broker/a/+'],
    ['KAVACH_RELAY_MQTT', 'hidden'],
  ])('refuse %s=%s without telling what it was', (name, value) => {
    const refused = (): unknown => settings([], { [name]: value });
    expect(refused).toThrow(new RegExp(`${name} is set to something else; allowed: \\S+//user`));
    expect(refused).not.toThrow(/hidden/);
  });

  it('refuse a flag that they do not know, and show which there are', () => {
    expect(() => settings(['--prot', '1'])).toThrow(/--prot[\s\S]*--port N/);
  });
});
