/** A real desk over a real store in a temporary folder, on a small site with two zones and two calibrated cameras; the test moves the clock. */
import { randomUUID } from 'node:crypto';
import type { Band } from '../../../src-contract/domain/band.ts';
import type { IncidentActor, IncidentCommandOf } from '../../../src-contract/domain/incident-command.ts';
import type { IncidentNews } from '../../../src-contract/domain/incident-event.ts';
import { planToDegrees } from '../../../src-contract/geometry/plan-degrees.ts';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { createFindPlace } from '../../../src-main/community/incidents/find-place.ts';
import { createIncidentDesk, type IncidentDesk } from '../../../src-main/community/incidents/incident-desk.ts';
import type { Store } from '../../../src-main/store/open-store.ts';
import { morningMs, openTestStore, type Place, temporaryPlace } from '../../store/store-fixture.ts';

/** Two platforms side by side, 100 m long and 10 m wide, each under a camera at its western end that sees its first 40 m. */
export const site = siteConfigSchema.parse({
  station: { id: 'DDR', name: 'Dadar', lines: ['western'], location: [72.84, 19.02], plan_bearing_deg: 30 },
  zones: [
    { id: 'p1', name: 'Platform 1', kind: 'waiting', ground: rectangle(0, 0, 100, 10) },
    { id: 'p2', name: 'Platform 2', kind: 'waiting', ground: rectangle(0, 20, 100, 30) },
    { id: 'hall', name: 'Hall', kind: 'waiting', capacity: 100 },
  ],
  cameras: [
    cameraOver('c1', 'p1', 0),
    cameraOver('c2', 'p2', 20),
    { id: 'c3', name: 'Hall', source: 'rtsp://h/x', zones: [{ zone: 'hall', polygon: rectangle(0, 0, 1, 1) }] },
  ],
});

const toLonLat = planToDegrees(site.station.location, site.station.plan_bearing_deg);
export const at = (x: number, y: number): [number, number] => toLonLat([x, y]);

export function actor(name: string, kind: IncidentActor['kind'] = 'staff', change: Partial<IncidentActor> = {}): IncidentActor {
  return { id: `session:${name}`, name, kind, role: kind, mayDirect: kind === 'operator', zone: null, ...change };
}

export const asha = actor('asha', 'operator');

export function panic(change: Partial<IncidentCommandOf<'panic'>> = {}): IncidentCommandOf<'panic'> {
  return {
    ...{ kind: 'panic', by: actor('ravi'), key: null, severity: 'high', description: 'people are falling' },
    place: { location: at(20, 5), zoneId: null, text: null },
    clientMs: null,
    ...change,
  };
}

export interface TestDesk {
  readonly desk: IncidentDesk;
  readonly store: Store;
  readonly place: Place;
  readonly news: IncidentNews[];
  readonly bands: Map<string, Band>;
  nowMs: number;
}

export function openDesk(place: Place = temporaryPlace()): TestDesk {
  const store = openTestStore(place);
  const bands = new Map<string, Band>();
  const desk = createIncidentDesk({
    records: store.incidents,
    findPlace: createFindPlace(site),
    bandOf: (zoneId) => bands.get(zoneId) ?? 'unknown',
    newId: randomUUID,
    nowMs: () => test.nowMs,
  });
  const news: IncidentNews[] = [];
  desk.subscribe((one) => news.push(one));
  const test: TestDesk = { desk, store, place, news, bands, nowMs: morningMs };
  return test;
}

function rectangle(x1: number, y1: number, x2: number, y2: number): [number, number][] {
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}

/** The picture's corners on the ground: x from 0 at its foot to 40 m at its top. */
function cameraOver(id: string, zone: string, y: number) {
  return {
    ...{ id, name: id, source: 'rtsp://h/x', zones: [{ zone }] },
    calibration: [
      { image: [0, 1], ground: [0, y + 10] },
      { image: [1, 1], ground: [0, y] },
      { image: [1, 0], ground: [40, y] },
      { image: [0, 0], ground: [40, y + 10] },
    ],
  };
}
