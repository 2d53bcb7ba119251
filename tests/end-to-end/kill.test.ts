/** kill -9: whoever was told something finds it in the store afterwards, and a restore that was killed leaves one store whole. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AlarmEventReply, AlarmReply } from '../../src-contract/api/alarms.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { repeats } from '../fixtures/thorough.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kills = repeats(3, 20);

/** Three cameras that nobody answers for: their alarms come by themselves. */
function writeSite(): string {
  const file = join(folder, 'site.yaml');
  const cameras = ['a', 'b', 'c'].map(
    (id) => `  - {id: ${id}, name: Camera ${id}, source: "rtsp://127.0.0.1:1/x", offline_after_s: 2}`,
  );
  writeFileSync(file, `station: {id: T, name: Test, lines: [western], location: [72.8, 19]}\ncameras:\n${cameras.join('\n')}\n`);
  return file;
}

function listen(station: StationProcess, told: Map<number, AlarmEventReply>): Promise<void> {
  return new Promise((done) => {
    const socket = station.socket('/ws/real-time');
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'welcome') socket.send(JSON.stringify({ type: 'subscribe', subscription: 'alerts' }));
      if (message.type === 'subscribed') done();
      if (message.type === 'alert') told.set(message.data.seq, message.data);
    });
    // A killed station closes nothing in order.
    socket.on('error', () => undefined);
  });
}

async function openAlarms(station: StationProcess): Promise<AlarmReply[]> {
  return (await station.get<{ alarms: AlarmReply[] }>('/api/alarms')).alarms;
}

describe('a station that is killed again and again', () => {
  it('has every alarm that it announced and every acknowledgement that it took', { timeout: 600_000 }, async () => {
    const told = new Map<number, AlarmEventReply>();
    const siteFile = writeSite();
    const options = { siteFile, dataFolder: join(folder, 'data'), environment: { LOG_LEVEL: 'error' } };
    let acknowledged: string | null = null;
    for (let kill = 0; kill <= kills; kill++) {
      const station = await runStationProcess(options);
      await listen(station, told);
      const { events } = await station.get<{ events: AlarmEventReply[] }>('/api/alarms/history?since_seq=0&limit=1000');
      const kept = new Map(events.map((event) => [event.seq, event]));
      for (const [seq, event] of told) expect(kept.get(seq)).toEqual(event);
      const [alarm] = await until('an alarm', async () => {
        const alarms = await openAlarms(station);
        return alarms.length > 0 ? alarms : null;
      });
      expect(alarm?.acknowledged).toBe(acknowledged !== null);
      if (acknowledged === null && alarm !== undefined) {
        acknowledged = alarm.id;
        await station.post(`/api/alarms/${alarm.id}/acknowledge`);
      } else if (alarm?.state === 'shelved')
        await station.post(`/api/alarms/${alarm.id}/unshelve`).then(() => (acknowledged = null));
      else await station.post(`/api/alarms/${alarm?.id}/shelve`, { reason: 'killed on purpose', minutes: 60 });
      await station.kill();
    }
    expect(told.size).toBeGreaterThan(kills);
  });
});

describe('a station that is killed while it restores', () => {
  const hook = join(import.meta.dirname, '../fixtures/killed-at-rename.mjs');
  const quiet = { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off', TCP_PORT: 'off', MQTT_PORT: 'off' };
  const siteFile = join(folder, 'quiet.yaml');
  const dataFolder = join(folder, 'restored');
  const start = (killAt: number | null) => {
    const hooked = killAt === null ? {} : { NODE_OPTIONS: `--import=${hook}`, KAVACH_TEST_KILL_AT: String(killAt) };
    return runStationProcess({ siteFile, dataFolder, environment: { ...quiet, ...hooked } });
  };
  const note = (station: StationProcess, name: string) =>
    station.post('/api/locations', { kind: 'toilet', name, location: [72.8, 19] });
  const places = async (station: StationProcess) => {
    const { features } = await station.get<{ features: { properties: { name: string } }[] }>('/api/locations');
    return features.map(({ properties }) => properties.name).sort();
  };
  const backups = (station: StationProcess) =>
    station.get<{ backups: { id: string }[]; set_aside: unknown[]; job: { state: string } }>('/api/backups');

  async function restoreUntilKilled(station: StationProcess): Promise<void> {
    await station.post('/api/backups/check', { from: 'backup', name: (await backups(station)).backups[0]?.id });
    await until('the backup to be checked', async () => (await backups(station)).job.state === 'checked');
    // It may die before it has answered.
    await station.post('/api/backups/restore', { station: 'Test' }).catch(() => undefined);
    await station.ended;
  }

  it('comes up with the old store or the new one, whole', { timeout: 240_000 }, async () => {
    writeFileSync(siteFile, 'station: {id: T, name: Test, lines: [western], location: [72.8, 19]}\n');
    const first = await start(0);
    await note(first, 'before');
    await first.post('/api/backups');
    await until('the backup', async () => {
      const { backups: made, job } = await backups(first);
      return made.length === 1 && job.state === 'idle';
    });
    await note(first, 'after');
    await restoreUntilKilled(first);

    // Before the rename that makes it count, nothing was promised. This one dies two renames later: neither store is in its place then.
    const second = await start(2);
    expect(await places(second)).toEqual(['after', 'before']);
    await restoreUntilKilled(second);
    expect(existsSync(join(dataFolder, 'kavach.db'))).toBe(false);

    const third = await start(null);
    expect(await places(third)).toEqual(['before']);
    expect((await backups(third)).set_aside).toHaveLength(1);
    await third.kill();
  });
});
