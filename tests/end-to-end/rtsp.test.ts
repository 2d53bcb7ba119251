/** A real RTSP camera in front of a real station: counted, lost, shown as lost, alarmed once, back again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AlarmEventReply } from '../../src-contract/api/alarms.ts';
import type { CameraReply } from '../../src-contract/api/cameras.ts';
import { runStationProcess } from '../../src-main/commands/station-process.ts';
import { createTestMedia } from '../fixtures/media.ts';
import { startRtspServer } from '../fixtures/rtsp-server.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-rtsp-'));
const media = createTestMedia();
afterAll(() => {
  media.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('a station with an RTSP camera', () => {
  it('shows it lost with one alarm, and live again after its return, and never its password', async () => {
    const clip = await media.clip({ name: 'camera.264', seconds: 4 });
    const server = await startRtspServer({ mounts: { cam: { codec: 'h264', path: clip, fps: 10 } }, auth: 'me:hunter2' });
    const site = join(folder, 'site.yaml');
    writeFileSync(
      site,
      `station: {id: T, name: Test, lines: [western], location: [72.8, 19]}
zones: [{id: z, name: Zone, kind: waiting, capacity: 10}]
cameras: [{id: c, name: Camera, source: "${server.url('cam')}", offline_after_s: 3, zones: [{zone: z, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]]}]}]
`,
    );
    let log = '';
    const station = await runStationProcess({
      siteFile: site,
      environment: { LOG_LEVEL: 'debug' },
      onLog: (text) => (log += text),
    });
    const camera = async () => (await station.get<{ cameras: CameraReply[] }>('/api/cameras')).cameras[0];
    const isState = (kind: string) => async () => (await camera())?.state.kind === kind;
    await until('a live camera', isState('live'));
    await server.close();
    await until('an offline camera', isState('offline'));
    const raised = async () => {
      const { events } = await station.get<{ events: AlarmEventReply[] }>('/api/alarms/history?since_seq=0');
      return events.filter(({ event, alarm }) => event === 'raised' && alarm.kind === 'camera-offline');
    };
    await until('its alarm', async () => (await raised()).length > 0);
    await server.reopen();
    await until('a live camera again', isState('live'));
    expect(await raised()).toHaveLength(1);
    const replies = JSON.stringify([await camera(), await raised()]);
    await station.stop();
    await server.close();
    expect(replies + log).not.toContain('hunter2');
    expect(replies).toContain('rtsp://***@127.0.0.1');
  });
});
