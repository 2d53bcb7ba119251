/** kill -9: whoever was told something finds it in the store afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AlarmEventReply, AlarmReply } from '../../src-contract/api/alarms.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kills = 5;

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
  it('has every alarm that it announced and every acknowledgement that it took', { timeout: 180_000 }, async () => {
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
