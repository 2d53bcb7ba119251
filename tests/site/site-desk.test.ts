/** The site in force: which file wins at the start, what an edit keeps, and what a kill in the middle of a write leaves. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteEdit } from '../../src-contract/domain/site-edit.ts';
import { createLog } from '../../src-main/log.ts';
import { openSiteDesk } from '../../src-main/site-desk.ts';
import { readSiteText } from '../../src-main/site-file.ts';
import { repositoryRoot } from '../fixtures/shared.ts';

const given = (id: string) => `# The station, as measured in May.
station: {id: ${id}, name: Dadar, lines: [western], location: [72.8, 19]}
zones:
  - id: p1 # by the stairs
    name: Platform 1
    kind: waiting
cameras:
  - id: c1
    name: One
    source: rtsp://asha:s3cret@10.0.0.5:554/one
`;

let folder: string;
let siteFile: string;
const copyPath = () => join(folder, 'site.yaml');
const open = (file = siteFile) =>
  openSiteDesk({ siteFile: file, dataFolder: folder, check: () => undefined, nowMs: Date.now, log: createLog('silent') });
const nameZone = (name: string): SiteEdit[] => [{ part: 'zone', id: 'p1', change: { name } }];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kavach-site-'));
  siteFile = join(folder, 'given.yaml');
  writeFileSync(siteFile, given('DDR'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a change', () => {
  it('is kept beside its comments, readable by the owner alone, and runs after a restart', () => {
    const desk = open();
    desk.change(desk.revision(), [
      ...nameZone('Stairs'),
      {
        part: 'camera',
        id: 'c1',
        change: {
          masks: [
            [
              [0, 0],
              [0.2, 0],
              [0.2, 0.1],
            ],
          ],
        },
      },
    ]);
    const text = readFileSync(copyPath(), 'utf8');
    expect(text).toContain('# The station, as measured in May.');
    expect(text).toContain('# by the stairs');
    expect(statSync(copyPath()).mode & 0o777).toBe(0o600);
    expect(open().current().zones[0]?.name).toBe('Stairs');
    expect(readFileSync(siteFile, 'utf8')).toBe(given('DDR'));
  });

  it('keeps a password whose address was shown masked, and gives it to no other host', () => {
    const desk = open();
    const source = (address: string): SiteEdit[] => [{ part: 'camera', id: 'c1', change: { source: address } }];
    desk.change(desk.revision(), source('rtsp://***@10.0.0.5:554/two'));
    expect(desk.current().cameras[0]?.source).toBe('rtsp://asha:s3cret@10.0.0.5:554/two');
    expect(() => desk.change(desk.revision(), source('rtsp://***@10.0.0.66:554/two'))).toThrow('give its user and password anew');
    desk.change(desk.revision(), source('rtsp://10.0.0.66/one'));
    expect(desk.current().cameras[0]?.source).toBe('rtsp://10.0.0.66/one');
  });

  it('adds and removes, and says what differs', () => {
    const desk = open();
    const { parts } = desk.change(desk.revision(), [
      { part: 'camera', id: 'c1', change: null },
      { part: 'zone', id: 'p2', change: { name: 'Two', kind: 'moving', platform: null } },
    ]);
    expect(parts).toEqual([
      { part: 'camera', id: 'c1' },
      { part: 'zone', id: 'p2' },
    ]);
    expect(desk.current().cameras).toEqual([]);
  });

  it('can be undone, and the undoing too', () => {
    const desk = open();
    for (const name of ['B', 'C', 'D']) desk.change(desk.revision(), nameZone(name));
    const undo = (version: number) => desk.restore(desk.revision(), version).site.zones[0]?.name;
    expect([undo(1), undo(1), undo(3)]).toEqual(['C', 'D', 'Platform 1']);
    expect(desk.versions()).toBe(3);
    expect(() => desk.restore(desk.revision(), 9)).toThrow('no such version');
  });

  it("can't change which station this is", () => {
    const desk = open();
    expect(() => desk.change(desk.revision(), [{ part: 'settings', change: { station: { id: 'X' } } }])).toThrow('station.id');
  });
});

describe('at the start', () => {
  it('a file of another station is refused, with what to do', () => {
    const desk = open();
    desk.change(desk.revision(), nameZone('Stairs'));
    writeFileSync(siteFile, given('KYN'));
    expect(() => open()).toThrow(/belongs to station DDR .* describes KYN\. Name another folder with --data/);
  });

  it('a broken copy is set aside for the version before it, and said', () => {
    const desk = open();
    desk.change(desk.revision(), nameZone('B'));
    desk.change(desk.revision(), nameZone('C'));
    writeFileSync(copyPath(), 'station: [');
    const next = open();
    expect(next.current().zones[0]?.name).toBe('B');
    expect(next.fault()).toContain('the version before it runs');
    next.change(next.revision(), nameZone('D'));
    expect(next.fault()).toBeNull();
    expect(open().current().zones[0]?.name).toBe('D');
  });

  it('a copy runs even when the file that was named is gone', () => {
    const desk = open();
    desk.change(desk.revision(), nameZone('B'));
    rmSync(siteFile);
    expect(open().current().zones[0]?.name).toBe('B');
  });
});

it('a kill in the middle of a write leaves a whole site and whole versions', async () => {
  const script = `
    import { openSiteDesk } from ${JSON.stringify(join(repositoryRoot, 'src-main/site-desk.ts'))};
    const log = { info() {}, warn() {}, error() {} };
    const desk = openSiteDesk({ siteFile: ${JSON.stringify(siteFile)}, dataFolder: ${JSON.stringify(folder)}, check() {}, nowMs: Date.now, log });
    for (let i = 0; ; i++) {
      desk.change(desk.revision(), [{ part: 'zone', id: 'p1', change: { name: 'n' + i } }]);
      if (i === 8) console.log('ready');
    }`;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', script];
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((ready) => child.stdout.once('data', ready));
    await pause(20 + round * 17);
    const over = new Promise((ended) => child.once('exit', ended));
    child.kill('SIGKILL');
    await over;
    const desk = open();
    expect(desk.fault()).toBeNull();
    expect(desk.current().zones[0]?.name).toMatch(/^n\d+$/);
    desk.restore(desk.revision(), 1);
    for (const no of [1, 2, 3, 4, 5]) expect(readSiteText(readFileSync(`${copyPath()}.${no}`, 'utf8')).ok).toBe(true);
  }
});
