/** The order of things: what could not be stored is not announced, and is not lost. */
import { describe, expect, it } from 'vitest';
import type { AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { Detection } from '../../src-contract/domain/detection.ts';
import { type SiteConfig, siteConfigSchema } from '../../src-contract/site-config.ts';
import { createPipeline } from '../../src-main/pipeline.ts';
import { siteInForce } from '../../src-main/site-in-force.ts';
import { hall, makeSite, steep, trackAt } from '../crowd/crowd-site.ts';

const site = siteConfigSchema.parse({
  station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
  cameras: [{ id: 'c', name: 'Camera', source: 'rtsp://h/x' }],
});
const startMs = 1_800_000_000_000;

function openPipeline(ofSite: SiteConfig = site) {
  const disk: { isFull: boolean; rows: AlarmTransition[] } = { isFull: false, rows: [] };
  const told: { kind: string; wasStored: boolean }[] = [];
  const pipeline = createPipeline<AlarmTransition>({
    sensorKnown: () => true,
    site: ofSite,
    restored: [],
    nowMs: startMs,
    partConditions: () => [],
    isForecastKnown: () => true,
    isWeatherKnown: () => true,
    saveAlarms(transitions) {
      if (disk.isFull) throw new Error('the disk is full');
      disk.rows.push(...transitions);
      return transitions;
    },
    onAlarms: (events) => told.push(...events.map((event) => ({ kind: event.kind, wasStored: disk.rows.includes(event) }))),
    onCrossings: () => undefined,
    onTracks: () => undefined,
    onSnapshot: () => undefined,
    onJudged: () => undefined,
  });
  pipeline.camera(
    {
      id: 'c',
      state: { kind: 'offline', sinceMs: startMs, attempt: 3, reason: 'connection refused' },
      detection: { kind: 'running', model: 'm' },
    },
    startMs,
  );
  return { pipeline, disk, told };
}

describe('the pipeline', () => {
  it('announces an alarm after it is stored, and an acknowledgement too', () => {
    const { pipeline, disk, told } = openPipeline();
    for (let s = 0; s <= 20; s++) pipeline.tick(startMs + s * 1000);
    const [alarm] = pipeline.openAlarms();
    const answer = pipeline.command(
      { kind: 'acknowledge', alarmId: alarm?.id ?? '', by: 'asha', seenMs: startMs + 20_000 },
      startMs + 20_000,
    );
    expect(answer).toMatchObject({ ok: true, alarm: { acknowledged: true, acknowledgedBy: 'asha' } });
    expect(told).toEqual([
      { kind: 'raised', wasStored: true },
      { kind: 'acknowledged', wasStored: true },
    ]);
    expect(disk.rows).toHaveLength(2);
  });

  it('tells nobody what it could not store, and tries again at the next tick', () => {
    const { pipeline, disk, told } = openPipeline();
    disk.isFull = true;
    for (let s = 0; s <= 4; s++) pipeline.tick(startMs + s * 1000);
    expect(() => pipeline.tick(startMs + 20_000)).toThrow('the disk is full');
    expect(told).toEqual([]);
    expect(pipeline.openAlarms()).toEqual([]);
    expect(pipeline.snapshot()?.state.atMs).toBe(startMs + 20_000);
    disk.isFull = false;
    pipeline.tick(startMs + 21_000);
    expect(told).toEqual([{ kind: 'raised', wasStored: true }]);
  });

  it('leaves an alarm as it was when its acknowledgement could not be stored', () => {
    const { pipeline, disk } = openPipeline();
    for (let s = 0; s <= 20; s++) pipeline.tick(startMs + s * 1000);
    disk.isFull = true;
    const alarmId = pipeline.openAlarms()[0]?.id ?? '';
    expect(() =>
      pipeline.command({ kind: 'acknowledge', alarmId, by: 'asha', seenMs: startMs + 20_000 }, startMs + 20_000),
    ).toThrow();
    expect(pipeline.openAlarms()[0]).toMatchObject({ acknowledged: false });
  });

  it('turns the density map of a camera into its zone’s figure, and no tracks', () => {
    const polygon = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    const tracks: unknown[] = [];
    const pipeline = createPipeline<AlarmTransition>({
      sensorKnown: () => true,
      site: siteConfigSchema.parse({
        station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
        zones: [{ id: 'z', name: 'Zone', kind: 'waiting', capacity: 100 }],
        cameras: [{ id: 'c', name: 'Camera', source: 'rtsp://h/x', mode: 'density', zones: [{ zone: 'z', polygon }] }],
      }),
      restored: [],
      nowMs: startMs,
      partConditions: () => [],
      isForecastKnown: () => true,
      isWeatherKnown: () => true,
      saveAlarms: (transitions) => transitions,
      onAlarms: () => undefined,
      onCrossings: () => undefined,
      onTracks: (frame) => tracks.push(frame),
      onSnapshot: () => undefined,
      onJudged: () => undefined,
    });
    pipeline.camera({ id: 'c', state: { kind: 'live', sinceMs: startMs }, detection: { kind: 'running', model: 'm' } }, startMs);
    const density = { width: 2, height: 1, values: Float32Array.of(40, 50), count: 90 };
    pipeline.frame({ cameraId: 'c', atMs: startMs + 100, pictureAspect: 2, detections: [], density, threshold: 0.35 });
    pipeline.tick(startMs + 200);
    expect(pipeline.snapshot()?.state.zones[0]).toMatchObject({ count: 90, source: 'estimated', errorShare: 0.5 });
    expect(pipeline.snapshot()?.risk.zones[0]).toMatchObject({ band: 'orange', basis: 'capacity' });
    expect(tracks).toEqual([]);
  });
});

describe('a change of the site', () => {
  const crowded = { ...hall, bands: [0.01, 0.02, 0.03, 0.04] };
  const zones = [crowded, { ...crowded, id: 'other', name: 'Other' }];
  const far = { ...steep, id: 'far', lines: [], zones: [{ zone: 'other' }] };
  const persons = [trackAt(1, [0, 6]), trackAt(2, [1, 8])].map(({ box }): Detection => ({ box, label: 'person', score: 0.9 }));

  it('leaves open alarms and what is measured elsewhere as they were', () => {
    let now = makeSite({ zones, cameras: [steep, far] });
    const { pipeline } = openPipeline(siteInForce(() => now));
    const frame = (cameraId: string, atMs: number) =>
      pipeline.frame({ cameraId, atMs, pictureAspect: 16 / 9, detections: persons, density: null, threshold: 0.3 });
    const counts = () => pipeline.snapshot()?.state.zones.map(({ count }) => count);
    for (const id of ['steep', 'far']) {
      const detection = { kind: 'running', model: 'm' } as const;
      pipeline.camera({ id, state: { kind: 'live', sinceMs: startMs }, detection }, startMs);
    }
    for (let s = 0; s <= 20; s++) {
      frame('steep', startMs + s * 1000);
      frame('far', startMs + s * 1000);
      pipeline.tick(startMs + s * 1000);
    }
    const alarms = pipeline.openAlarms();
    expect(counts()).toEqual([2, 2]);
    expect(alarms).toHaveLength(2);

    now = makeSite({ zones, cameras: [{ ...steep, lines: [] }, far] });
    pipeline.noteSite();
    pipeline.tick(startMs + 20_200);
    expect(counts()).toEqual([null, 2]);
    expect(pipeline.openAlarms()).toEqual(alarms);
    frame('steep', startMs + 21_000);
    pipeline.tick(startMs + 21_000);
    expect(counts()).toEqual([2, 2]);
  });

  it('ends the alarms of a camera that was taken out, and takes no more of its pictures', () => {
    let now = site;
    const { pipeline } = openPipeline(siteInForce(() => now));
    for (let s = 0; s <= 20; s++) pipeline.tick(startMs + s * 1000);
    expect(pipeline.openAlarms()).toHaveLength(1);
    now = { ...site, cameras: [] };
    pipeline.noteSite();
    pipeline.frame({
      ...{ cameraId: 'c', atMs: startMs + 21_000, pictureAspect: 1 },
      detections: [],
      density: null,
      threshold: 0.3,
    });
    for (let s = 21; s <= 90; s++) pipeline.tick(startMs + s * 1000);
    expect(pipeline.openAlarms()[0]?.active ?? false).toBe(false);
  });
});
