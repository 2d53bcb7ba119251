import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCameraAddress, maskAddress } from '../../src-contract/camera-address.ts';
import { loadSiteFile, readSiteText } from '../../src-main/site-file.ts';
import { repositoryRoot } from '../fixtures/shared.ts';

function faultsOf(text: string): string[] {
  const reading = readSiteText(text);
  return reading.ok ? [] : reading.faults.map((fault) => `${fault.path} | ${fault.found} | ${fault.allowed}`);
}

const station = 'station: {id: A, name: A, lines: [western], location: [72.8, 19]}\n';

describe('the site file', () => {
  it('of the demo is right', () => {
    expect(loadSiteFile(join(repositoryRoot, 'resources/demo-site/site.yaml')).cameras).toHaveLength(4);
  });

  it('lists schema and reference faults together, each with path, found and allowed', () => {
    const faults = faultsOf(`${station}
zones:
  - {id: a, name: A, kind: standing}
  - {id: a, name: A, kind: moving, bands: [3, 2, 1, 4], colour: red}
cameras:
  - {id: c, name: C, source: "exec:rm", zones: [{zone: zz}]}
`);
    expect(faults).toEqual([
      'zones[0].kind | "standing" | one of waiting, moving, entrance, exit',
      'zones[1].bands | [3,2,1,4] | four rising numbers',
      expect.stringMatching(/^zones\[1\]\.colour \| a key that is not known \| /),
      expect.stringMatching(/^cameras\[0\]\.source \| protocol exec: \| rtsp:\/\//),
      'zones[1].id | "a" | an id used once in zones',
      'cameras[0].zones[0].zone | "zz" | one of the zones a',
    ]);
  });

  it('never repeats a password in a fault', () => {
    const text = faultsOf(`${station}cameras: [{id: c, name: C, source: "rtsp://me:hunter2@-i/x;ls"}]`).join('\n');
    expect(text).toContain('***@');
    expect(text).not.toContain('hunter2');
  });

  it('says the line of broken YAML', () => {
    expect(faultsOf('station: [1, 2\nzones: {')[0]).toMatch(/^line \d+, column \d+ \| /);
  });

  it('refuses a calibration that fits no floor', () => {
    const pairs = [0, 1, 2, 3].map((i) => `{image: [0.${i + 1}, 0.${i + 1}], ground: [${i}, ${i}]}`).join(', ');
    const text = `${station}cameras: [{id: c, name: C, source: "rtsp://h/x", calibration: [${pairs}]}]`;
    expect(faultsOf(text)).toEqual([expect.stringContaining('| pairs that fit a floor; ')]);
    expect(faultsOf(text)[0]).toMatch(/^cameras\[0\]\.calibration \|/);
  });

  it('asks for a polygon where nothing can be projected', () => {
    const text = `${station}zones: [{id: a, name: A, kind: waiting}]\ncameras: [{id: c, name: C, source: "rtsp://h/x", zones: [{zone: a}]}]`;
    expect(faultsOf(text)).toEqual([expect.stringContaining('cameras[0].zones[0].polygon | nothing | a polygon on the picture')]);
  });
});

describe('how a camera looks', () => {
  const one = (keys: string) => `${station}cameras: [{id: c, name: C, source: "rtsp://h/x"${keys}}]`;
  const lookOf = (keys: string) => {
    const reading = readSiteText(one(keys));
    if (!reading.ok) throw new Error(faultsOf(one(keys)).join('\n'));
    const [camera] = reading.site.cameras;
    return [camera?.mode, camera?.tiles];
  };

  it.each([
    ['', ['detect', 1]],
    [', tiles: 1', ['detect', 1]],
    [', tiles: 2', ['tiles', 2]],
    [', mode: detect', ['detect', 1]],
    [', mode: tiles', ['tiles', 2]],
    [', mode: tiles, tiles: 3', ['tiles', 3]],
    [', mode: density', ['density', 1]],
    [', mode: density, spot_checks: [{counted: 120, estimated: 95.5}]', ['density', 1]],
  ])('%s', (keys, expected) => {
    expect(lookOf(keys)).toEqual(expected);
  });

  it.each([
    [', mode: dense', /mode \| "dense" \| one of detect, tiles, density/],
    [', mode: tiles, tiles: 1', /tiles \| 1 \| 2, 3 or 4 in mode: tiles/],
    [', mode: density, tiles: 2', /tiles \| 2 \| left out in mode: density/],
    [', saturates_at: 2', /saturates_at \| 2 \| at least 5/],
    [', spot_checks: [{counted: 0, estimated: 5}]', /spot_checks\[0\]\.counted \| 0 \| at least 1/],
    [', spot_checks: [{counted: 120, estimated: 2}]', /spot_checks\[0\] \| .* two figures within a factor of 20/],
  ])('%s is refused', (keys, fault) => {
    expect(faultsOf(one(keys)).join('\n')).toMatch(fault);
  });
});

describe('a camera address', () => {
  const right = [
    'rtsp://10.0.0.5:554/s?channel=1',
    'rtsps://u:p%40ss@cam.local/x',
    'http://h/mjpeg',
    'https://[::1]:8/x',
    'file:clips/one 1.mp4',
    'twin:platform-1',
  ];
  it.each(right)('%s is allowed', (address) => {
    expect(checkCameraAddress(address)).toEqual({ ok: true });
  });

  const wrong = [
    '-i',
    'rtsp://-i/x',
    'exec:ls',
    'file:///etc/passwd',
    'file:/etc/passwd',
    'file:../x',
    'file:a/../../x',
    'concat:a|b',
    'rtsp://h/a;rm -rf',
    'rtsp://h/$(x)`',
    'tcp://h:1',
    'pipe:0',
    'http://h/a b',
    'rtsp://h/a\n',
    'twin:../x',
    'rtsp://admin:12/34secret@10.0.0.5/s',
    'rtsp://me:p/ss@10.0.0.5:554/s',
    'rtsp://me:se#cret@10.0.0.5/s',
    'data:x',
    '',
  ];
  it.each(wrong)('%j is refused', (address) => {
    expect(checkCameraAddress(address).ok).toBe(false);
  });

  it('is written without user, password or key', () => {
    expect(maskAddress('rtsp://me:hunter2@h/x?token=abc&channel=1')).toBe('rtsp://***@h/x?token=***&channel=1');
    for (const password of ['a@b', 'p/ss', 'se#cret', 'q?x', '12/34'])
      expect(maskAddress(`rtsp://me:${password}@h/x`)).toBe('rtsp://***@h/x');
  });
});
