// @vitest-environment happy-dom
/** Never green on stale, never a zero for unknown: what a figure, a zone and the first line of the overview say about old or missing values. */
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, test } from 'vitest';
import { type CameraReply, cameraReply } from '../../src-contract/api/cameras.ts';
import { type ZoneReply, zoneReply } from '../../src-contract/api/crowd.ts';
import { edgesPassed, shownBand } from '../../src-renderer/client/zone-look.ts';
import { CountedChip } from '../../src-renderer/control-room/cameras/counted-chip.tsx';
import { labelPlace } from '../../src-renderer/control-room/map/plan-features.ts';
import { situation } from '../../src-renderer/control-room/overview/headline.ts';
import { cameraOfWorst, keepPlaces, mostUrgent } from '../../src-renderer/control-room/overview/most-urgent.ts';
import { usePreferences } from '../../src-renderer/control-room/preferences/preferences-store.ts';
import { useCameras } from '../../src-renderer/control-room/station/cameras-store.ts';
import { useCrowd } from '../../src-renderer/control-room/station/crowd-store.ts';
import { shownSpanMs } from '../../src-renderer/control-room/zones/history-store.ts';
import { TimeToRed } from '../../src-renderer/control-room/zones/time-to-red.tsx';
import { ZoneFigure } from '../../src-renderer/control-room/zones/zone-figure.tsx';
import { Figure } from '../../src-renderer/ui/figure.tsx';
import { freshness } from '../../src-renderer/ui/freshness.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const nowMs = Date.parse('2026-11-20T10:00:00.000Z');

function zone(change: Partial<ZoneReply> = {}): ZoneReply {
  return zoneReply.parse({
    id: 'p1',
    name: 'Platform 1',
    kind: 'waiting',
    platform: '1',
    capacity: 60,
    area_m2: 50,
    crowd_level: 'low',
    band: 'green',
    basis: 'density',
    value: 0.4,
    edges: [1, 2, 3, 4],
    step_ups: [],
    count: 9,
    density: 0.4,
    density_mean: 0.2,
    occupancy: 0.15,
    speed: 1,
    pressure: 0,
    inflow_per_min: 1,
    outflow_per_min: 1,
    counter_flow_share: 0,
    direction: null,
    dwell_s: 60,
    risk: 0.1,
    time_to_red_s: null,
    confidence: 0.9,
    source: 'measured',
    error_share: null,
    saturated: false,
    measured_at: new Date(nowMs - 500).toISOString(),
    stale: false,
    note: null,
    camera_ids: ['c1'],
    estimate: null,
    ...change,
  });
}

function camera(mode: CameraReply['mode']): CameraReply {
  return cameraReply.parse({
    ...{ id: 'c1', name: 'Camera', address: 'rtsp://h/x', mode, gain: null, fps: 5, width: 640, height: 360, codec: 'h264' },
    state: { kind: 'live', since: '2026-11-20T09:00:00.000Z', reason: null },
    detection: { kind: 'running', model: 'm', reason: null },
    ...{ frames_total: 1, dropped_total: 0, corrupt_total: 0, restarts_total: 0 },
    ...{ calibrated: false, calibration_error_m: null, zones: [], lines: [] },
  });
}

describe('freshness', () => {
  test.each([
    ['just measured', { value: 3, measuredMs: nowMs - 900, stale: false }, 'fresh'],
    ['a real zero', { value: 0, measuredMs: nowMs - 900, stale: false }, 'fresh'],
    ['older than the limit, and the station said nothing', { value: 3, measuredMs: nowMs - 10_001, stale: false }, 'stale'],
    ['the station says that it is old', { value: 3, measuredMs: nowMs - 900, stale: true }, 'stale'],
    ['no value', { value: null, measuredMs: nowMs - 900, stale: false }, 'unknown'],
    ['never measured', { value: 3, measuredMs: null, stale: false }, 'unknown'],
  ] as const)('%s', (_, measured, expected) => {
    expect(freshness(measured, nowMs).kind).toBe(expected);
  });

  test('a station clock ahead of ours makes no negative age', () => {
    expect(freshness({ value: 1, measuredMs: nowMs + 800, stale: false }, nowMs)).toEqual({ kind: 'fresh', ageMs: 0 });
  });
});

describe('Figure', () => {
  const show = (element: ReactNode) => {
    const host = document.createElement('dl');
    act(() => createRoot(host).render(element));
    return host;
  };
  test('unknown is a dash, whatever value comes with it', () => {
    const host = show(<Figure label="People" value="0" unit="people" state="unknown" confidence={0.9} source="Measured" />);
    expect(host.querySelector('dd')?.textContent).toBe('—');
  });
  test('a least figure says so before it, and an unknown one says nothing', () => {
    const host = show(<Figure label="People" value="57" prefix="at least" state="fresh" />);
    expect(host.querySelector('dd')?.textContent).toBe('at least57');
    expect(show(<Figure label="People" value={null} prefix="at least" state="fresh" />).querySelector('dd')?.textContent).toBe(
      '—',
    );
  });
  test('stale keeps the value and says its age', () => {
    const host = show(
      <Figure label="People" value="12" state="stale" note="14 sec" confidence={0.9} confidenceLabel="Confidence 90%" />,
    );
    expect(host.firstElementChild?.getAttribute('data-state')).toBe('stale');
    expect(host.textContent).toContain('12');
    expect(host.textContent).toContain('14 sec');
  });
});

describe('a zone', () => {
  test.each([
    ['fresh', zone(), 'green'],
    ['stale', zone({ stale: true }), 'unknown'],
    ['old, with the link lost', zone({ measured_at: new Date(nowMs - 11_000).toISOString() }), 'unknown'],
    ['without a value', zone({ value: null, density: null }), 'unknown'],
  ] as const)('%s', (_, shown, band) => {
    expect(shownBand(shown, nowMs)).toBe(band);
  });

  test.each([
    [0.4, 0],
    [1, 1],
    [3.9, 3],
    [4, 4],
  ])('%f passes %i edges', (value, passed) => {
    expect(edgesPassed(value, [1, 2, 3, 4])).toBe(passed);
  });
});

describe('the first line of the overview', () => {
  const red = zone({ id: 'red', band: 'red', value: 3.2 });
  const soon = zone({ id: 'soon', band: 'orange', value: 2.2, time_to_red_s: 60 });
  const later = zone({ id: 'later', band: 'orange', value: 2.2, time_to_red_s: null, risk: 1 });
  const unknown = zone({ id: 'unknown', stale: true });
  test.each([
    ['all measured and normal', [zone()], false, 'normal'],
    ['one not measured is not all normal', [zone(), unknown], false, 'partly-normal'],
    ['none measured', [unknown], false, 'nothing-known'],
    ['no zones', [], false, 'nothing-known'],
    ['a lost link comes before all', [red], true, 'link-lost'],
    ['a known danger comes before what is unknown', [unknown, red], false, 'zone'],
  ] as const)('%s', (_, zones, linkLost, kind) => {
    expect(situation({ zones, cameras: [], openAlarms: 0, linkLost }, nowMs).headline.kind).toBe(kind);
  });

  test('names the worst zone and counts the others', () => {
    expect(situation({ zones: [later, soon, red], cameras: [], openAlarms: 3, linkLost: false }, nowMs).headline).toMatchObject({
      kind: 'zone',
      zone: { id: 'red' },
      others: 2,
    });
  });

  test('an open alarm is not all normal, although every zone is', () => {
    const known = { zones: [zone()], cameras: [], openAlarms: 2, linkLost: false };
    expect(situation(known, nowMs).headline).toEqual({ kind: 'alarms', open: 2 });
  });

  test('the four trends: worst first, and each keeps its place', () => {
    expect(mostUrgent([zone(), later, soon, red], 3)).toEqual(['red', 'soon', 'later']);
    expect(keepPlaces(['a', 'b', 'c'], ['d', 'c', 'a'])).toEqual(['a', 'd', 'c']);
    expect(keepPlaces([], ['a', 'b'])).toEqual(['a', 'b']);
  });

  test('the camera of the worst zone stays while another zone is no worse', () => {
    const a = zone({ id: 'a', camera_ids: ['ca'] });
    const b = zone({ id: 'b', camera_ids: ['cb'], risk: 0.9 });
    expect(cameraOfWorst([a, b], null)).toBe('cb');
    expect(cameraOfWorst([a, b], 'ca')).toBe('ca');
    expect(cameraOfWorst([a, { ...b, band: 'amber' }], 'ca')).toBe('cb');
    expect(cameraOfWorst([zone({ camera_ids: [] })], 'ca')).toBeNull();
  });
});

describe('a trend', () => {
  const minutes = (first: number) => [0, 1].map((i) => ({ atMs: nowMs - first * 60_000 + i * 1_000, value: i }));
  test.each([
    [1, 10],
    [10, 10],
    [11, 20],
    [35, 40],
    [41, 60],
    [60, 60],
  ])('that knows %i minutes reaches back %i', (known, shown) => {
    expect(shownSpanMs(minutes(known), nowMs)).toBe(shown * 60_000);
  });

  test('without any value reaches back an hour', () => {
    expect(shownSpanMs([{ atMs: nowMs - 60_000, value: null }], nowMs)).toBe(3_600_000);
  });
});

describe('the label of a zone on the plan', () => {
  const square: [number, number][] = [
    [0, 0],
    [0.001, 0],
    [0.001, 0.001],
    [0, 0.001],
  ];
  test.each([
    ['under it, with no camera about', [], 'top'],
    ['under it, with a camera above', [[0.0005, 0.0012]], 'top'],
    ['above it, with a camera below', [[0.0005, -0.0002]], 'bottom'],
  ] as const)('%s', (_, cameras, anchor) => {
    expect(labelPlace(square, cameras).anchor).toBe(anchor);
  });
});

describe('what could not be counted one by one', () => {
  const shown = (element: ReactNode, change: Partial<ZoneReply>, mode: 'detect' | 'density' = 'detect') => {
    const measured_at = new Date().toISOString();
    useCrowd.setState({ zoneIds: ['z1'], zones: { z1: zone({ id: 'z1', camera_ids: ['c1'], measured_at, ...change }) } });
    useCameras.setState({ cameras: { c1: camera(mode) } });
    const host = document.createElement('div');
    const root = createRoot(host);
    act(() => root.render(element));
    const text = host.textContent ?? '';
    act(() => root.unmount());
    return text;
  };
  const full = { saturated: true, source: 'estimated', count: 57, note: 'saturated' } as const;
  const estimated = { source: 'estimated', error_share: 0.3, count: 240, inflow_per_min: null, outflow_per_min: null } as const;

  test.each([
    ['en', 'at least', 'people'],
    ['hi', 'कम से कम', 'लोग'],
    ['mr', 'किमान', 'लोक'],
  ] as const)('at least so many, in %s: figure and camera', (locale, words, people) => {
    usePreferences.setState({ locale });
    expect(shown(<ZoneFigure zoneId="z1" quantity="count" />, full)).toContain(`${words}57`);
    expect(shown(<ZoneFigure zoneId="z1" quantity="speed" />, full)).not.toContain(words);
    const chip = shown(<CountedChip cameraId="c1" />, full);
    expect(chip).toContain(`${words} 57`);
    expect(chip).toContain(people);
    usePreferences.setState({ locale: 'en' });
  });

  test('an estimate shows its error, and what nobody counts is not called “not rising”', () => {
    expect(shown(<ZoneFigure zoneId="z1" quantity="count" />, estimated)).toMatch(/240.*Estimated ± 30%/);
    expect(shown(<CountedChip cameraId="c1" />, estimated, 'density')).toBe('≈ 240 people');
    expect(shown(<TimeToRed zoneId="z1" />, { ...estimated, band: 'amber' })).toBe('—');
    expect(shown(<TimeToRed zoneId="z1" />, { ...full, band: 'amber' })).toBe('—');
    expect(shown(<TimeToRed zoneId="z1" />, { band: 'amber' })).toBe('not rising');
  });
});
