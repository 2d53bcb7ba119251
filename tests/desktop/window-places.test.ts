/** Where a window comes back: at its place while its display is there, on the primary one when it is gone, and never out of sight. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openWindowPlaces, placeWindow, type WindowName, type WindowPlace } from '../../src-main/desktop/window-places.ts';
import { createLog } from '../../src-main/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-places-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const primary = { id: 1, workArea: { x: 0, y: 0, width: 1366, height: 768 } };
const second = { id: 2, workArea: { x: 1366, y: 0, width: 1920, height: 1080 } };
const onSecond = place({ x: 1500, y: 100, width: 1280, height: 720 }, 2);

function place(bounds: WindowPlace['bounds'], display: number): WindowPlace {
  return { bounds, display, fullScreen: false, kiosk: false, open: true };
}

describe('a window', () => {
  const cases: [string, WindowName, WindowPlace | null, (typeof primary)[], object][] = [
    ['comes back where it was', 'map', onSecond, [primary, second], onSecond.bounds],
    ['whose display is gone is on the primary one', 'map', onSecond, [primary], { x: 43, y: 24, width: 1280, height: 720 }],
    [
      'that was never open goes to the other screen',
      'wall',
      null,
      [primary, second],
      { x: 1526, y: 90, width: 1600, height: 900 },
    ],
    ['of the control room goes to the primary one', 'control-room', null, [primary, second], { ...primary.workArea }],
    [
      'whose title bar is out of reach is put back',
      'map',
      place({ x: 20, y: -300, width: 800, height: 600 }, 1),
      [primary],
      { x: 283, y: 84, width: 800, height: 600 },
    ],
  ];
  it.each(cases)('%s', (_name, name, known, displays, expected) => {
    expect(placeWindow(name, known, displays)).toEqual(expected);
  });
});

describe('the places', () => {
  it('are the same at the next start; a file that is broken counts as none', () => {
    const file = join(folder, 'deep', 'windows.json');
    const log = createLog('silent');
    expect(openWindowPlaces(file, log).of('map')).toBeNull();
    openWindowPlaces(file, log).note('map', onSecond);
    expect(openWindowPlaces(file, log).of('map')).toEqual(onSecond);
    writeFileSync(file, '{"map": {"bounds": {"x": "left"}}}');
    expect(openWindowPlaces(file, log).of('map')).toBeNull();
  });
});
