/** Start, stop and measures: a taken port, sockets told to come back, and what Prometheus gets. */
import { expect, test } from 'vitest';
import type { KavachError } from '../../src-main/errors.ts';
import { openSocket } from './test-socket.ts';
import { exampleAlarm, startTestStation } from './test-station.ts';

test('a taken port says what to do', async () => {
  const first = await startTestStation();
  const second = startTestStation({ port: first.port });
  await expect(second).rejects.toThrow(/--port/);
  await expect(second).rejects.toMatchObject({ code: 'PORT_TAKEN' } satisfies Partial<KavachError>);
  await first.stop();
});

test('an address of another machine is a wrong setting', async () => {
  await expect(startTestStation({ host: '203.0.113.7' })).rejects.toMatchObject({ code: 'SETTING_INVALID' });
});

test('stopping tells the sockets, even one that no longer listens, and frees the port', async () => {
  const station = await startTestStation({ limits: { closeGraceMs: 100 } });
  const [polite, deaf] = [openSocket(`${station.origin}/ws/crowd`), openSocket(`${station.origin}/ws/crowd`)];
  await Promise.all([polite, deaf].map((socket) => socket.next(() => true)));
  deaf.socket.pause();
  await station.stop();
  expect((await polite.closed).code).toBe(1001);
  await expect(fetch(`${station.origin}/health`)).rejects.toThrow();
  const again = await startTestStation({ port: station.port });
  expect((await again.get('/health')).status).toBe(200);
  await again.stop();
});

test('measures of requests, sockets, cameras, alarms and of other parts', async () => {
  const station = await startTestStation({
    metrics: (registry) => registry.setDefaultLabels({ station: 'DDR' }),
  });
  const socket = openSocket(`${station.origin}/ws/crowd`);
  await socket.next(() => true);
  station.announce({ kind: 'raised', atMs: 1, actor: 'station', note: null, alarm: exampleAlarm('a1') });
  await station.get('/api/stations/DDR');
  await station.get('/api/made-up/path');
  const text = await (await station.get('/metrics')).text();
  for (const part of [
    'kavach_http_request_duration_seconds_count{station="DDR",method="GET",route="/api/stations/:id",status="200"} 1',
    'kavach_sockets{kind="crowd",station="DDR"} 1',
    'kavach_camera_fps{camera="c1",station="DDR"} 5',
    'kavach_camera_frames_dropped_total{camera="c1",station="DDR"} 2',
    'kavach_alarms_open{priority="high",state="unacknowledged",station="DDR"} 1',
    'process_resident_memory_bytes',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('made-up');
  await station.stop();
});
