/** The sites that ship: named by `--site`, and each file checked for what a reader of it relies on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { degreesToPlan } from '../../src-contract/geometry/plan-degrees.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { sitesOf } from '../../src-main/composition/site-profiles.ts';
import { readStartOptions } from '../../src-main/settings.ts';
import { appFiles, profileSite } from '../fixtures/profile-site.ts';

const sites = sitesOf(appFiles);
const folder = mkdtempSync(join(tmpdir(), 'kavach-profiles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function started(site: string) {
  const options = readStartOptions(['--site', site], { XDG_DATA_HOME: folder }, sites);
  if (options === 'help') throw new Error('help was asked for');
  return options;
}

describe('--site', () => {
  it('takes the name of a site that ships, in any case, and gives it a data folder of its own', () => {
    expect(started('ujjain')).toMatchObject({
      siteFile: appFiles.profiles['ujjain'],
      dataFolder: join(folder, 'kavach/RAMGHAT'),
    });
    expect(started('Ujjain').siteFile).toBe(appFiles.profiles['ujjain']);
  });

  it('takes demo and mumbai for what a station has without being told', () => {
    for (const name of ['demo', 'mumbai'])
      expect(started(name)).toMatchObject({ siteFile: null, dataFolder: join(folder, 'kavach/demo') });
  });

  it('prefers a file that exists to a name', () => {
    const file = join(folder, 'ujjain');
    writeFileSync(file, 'station: {id: OWN, name: Own, lines: [a], location: [75, 23]}');
    const there = process.cwd();
    process.chdir(folder);
    try {
      expect(started('ujjain').siteFile).toMatch(/kavach-profiles-[^/]+\/ujjain$/);
    } finally {
      process.chdir(there);
    }
  });

  it('lists the names when it knows none such, and leaves a path to the reading of the file', () => {
    expect(() => started('nashik')).toThrow(/"nashik"; allowed: the path of a site file, or one of demo, mumbai, ujjain/);
    expect(() => started('/nowhere/site.yaml')).toThrow(/\/nowhere\/site\.yaml can't be read/);
  });
});

describe.each(['mumbai', 'ujjain'])('the site %s', (name) => {
  const site = profileSite(name);

  it('has zones of which each is rated and has a place on the plan', () => {
    expect(site.zones.length).toBeGreaterThan(3);
    for (const zone of site.zones)
      expect([zone.id, zone.capacity !== undefined, zone.ground !== undefined]).toEqual([zone.id, true, true]);
  });

  it('leads from every zone to an exit', () => {
    const exits = site.walk.points.flatMap(({ id, exit }) => (exit === undefined ? [] : [id]));
    for (const zone of site.zones) {
      const through = site.walk.stretches.find((stretch) => stretch.zone === zone.id);
      const ends = reachable(site, through?.from ?? '');
      expect([zone.id, exits.some((exit) => ends.has(exit))]).toEqual([zone.id, true]);
    }
  });

  it('uses each id once', () => {
    for (const list of [site.zones, site.cameras, site.places, site.walk.points, site.walk.stretches]) {
      const ids = list.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('Ujjain', () => {
  const site = profileSite('ujjain');

  it('names its places in three languages, within the town, each once', () => {
    for (const { id, name, name_hi: hi, name_mr: mr, location } of site.places) {
      expect([id, name.length > 3, /[ऀ-ॿ]/.test(hi ?? ''), /[ऀ-ॿ]/.test(mr ?? '')]).toEqual([id, true, true, true]);
      // The municipal town with its outer stations.
      expect(location[0], id).toBeGreaterThan(75.7);
      expect(location[0], id).toBeLessThan(75.85);
      expect(location[1], id).toBeGreaterThan(23.1);
      expect(location[1], id).toBeLessThan(23.25);
    }
    expect(new Set(site.places.map(({ location }) => location.join())).size).toBe(site.places.length);
    expect(site.places.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['mahakaleshwar', 'ram-ghat', 'harsiddhi', 'kal-bhairav']),
    );
  });

  it('lies on the bank where the temple is south-east of it', () => {
    const toPlan = degreesToPlan(site.station.location, 0);
    const [east, north] = toPlan(site.places.find(({ id }) => id === 'mahakaleshwar')?.location ?? [0, 0]);
    expect(east).toBeGreaterThan(200);
    expect(north).toBeLessThan(-100);
    expect(Math.hypot(east, north)).toBeLessThan(900);
  });

  it('has a plan of ways that hangs together, on points and zones that exist, with exits of unequal capacity', () => {
    const { points, stretches } = site.walk;
    const ids = new Set(points.map(({ id }) => id));
    for (const { id, from, to, zone } of stretches) {
      expect([id, ids.has(from), ids.has(to), from !== to]).toEqual([id, true, true, true]);
      if (zone !== undefined) expect(site.zones.map((each) => each.id)).toContain(zone);
    }
    const capacities = points.flatMap(({ exit }) => exit?.capacity_per_min ?? []);
    expect(capacities.length).toBeGreaterThan(1);
    expect(new Set(capacities).size).toBe(capacities.length);
    expect(reachable(site, points[0]?.id ?? '').size).toBe(points.length);
  });

  it('leads from every zone to every exit', () => {
    const exits = site.walk.points.flatMap(({ id, exit }) => (exit === undefined ? [] : [id]));
    for (const zone of site.zones) {
      const through = site.walk.stretches.filter((stretch) => stretch.zone === zone.id);
      expect(through.length, zone.id).toBeGreaterThan(0);
      expect([...reachable(site, through[0]?.from ?? '')]).toEqual(expect.arrayContaining(exits));
    }
  });
});

/** Points that can be walked to, one-way stretches by their direction alone. */
function reachable(site: SiteConfig, from: string): Set<string> {
  const seen = new Set([from]);
  for (const at of seen)
    for (const stretch of site.walk.stretches) {
      if (stretch.from === at) seen.add(stretch.to);
      if (stretch.to === at && !stretch.one_way) seen.add(stretch.from);
    }
  return seen;
}
