/**
 * What one part of a site file says of another: ids used once, zones that exist, polygons where nothing can be projected, stretches that end somewhere. It reads a
 * lenient draft, so that these faults are listed beside the others of a file that has both.
 */
import { z } from 'zod';
import { solveHomography } from './geometry/homography.ts';

export interface ReferenceFault {
  readonly path: (string | number)[];
  /** What is allowed there. */
  readonly message: string;
}

const name = z.string().catch('');
const point = z.array(z.number()).catch([]);
const drafts = <T extends z.ZodType>(item: T) => z.array(item).catch([]);
const named = z.object({ id: name }).catch({ id: '' });
const zoneDraft = z.object({ id: name, ground: z.unknown().optional() }).catch({ id: '', ground: undefined });
const usedZone = z.object({ zone: name, polygon: z.unknown().optional() }).catch({ zone: '', polygon: undefined });
const line = z.object({ id: name, from: point, to: point, into: z.string().optional().catch(undefined) });
const camera = z
  .object({
    id: name,
    calibration: z.unknown().optional(),
    zones: drafts(usedZone),
    lines: drafts(line.catch({ id: '', from: [], to: [1] })),
  })
  .catch({ id: '', calibration: undefined, zones: [], lines: [] });
const position = z.tuple([z.number(), z.number()]);
const calibrationDraft = z.array(z.object({ image: position, ground: position })).min(4);
const stretch = z
  .object({ id: name, from: name, to: name, zone: z.string().optional().catch(undefined) })
  .catch({ id: '', from: '', to: '', zone: undefined });
const walk = z.object({ points: drafts(named), stretches: drafts(stretch) }).catch({ points: [], stretches: [] });
const siteDraft = z
  .object({ zones: drafts(zoneDraft), cameras: drafts(camera), sensors: drafts(named), walk })
  .catch({ zones: [], cameras: [], sensors: [], walk: { points: [], stretches: [] } });

type Camera = z.infer<typeof camera>;
type Zones = ReadonlyMap<string, z.infer<typeof zoneDraft>>;
type Walk = z.infer<typeof walk>;

/** Works on a checked site and on a broken one; what it can't read it leaves to the schema. */
export function referenceFaults(site: unknown): ReferenceFault[] {
  const draft = siteDraft.parse(site);
  const zones = new Map(draft.zones.map((zone) => [zone.id, zone]));
  const lines = draft.cameras.flatMap((camera, c) =>
    camera.lines.map((line, l) => ({ id: line.id, path: ['cameras', c, 'lines', l, 'id'] })),
  );
  return [
    ...repeats('zones', idsOf('zones', draft.zones)),
    ...repeats('cameras', idsOf('cameras', draft.cameras)),
    ...repeats('sensors', idsOf('sensors', draft.sensors)),
    ...repeats('lines', lines),
    ...walkFaults(zones, draft.walk),
    ...draft.cameras.flatMap((camera, c) => [
      ...calibrationFaults(camera, c),
      ...cameraZoneFaults(zones, camera, c),
      ...lineFaults(zones, camera, c),
    ]),
  ];
}

function cameraZoneFaults(zones: Zones, camera: Camera, c: number): ReferenceFault[] {
  return camera.zones.flatMap((used, z) => {
    const path = ['cameras', c, 'zones', z];
    const zone = zones.get(used.zone);
    if (zone === undefined) return [{ path: [...path, 'zone'], message: oneOf(zones) }];
    if (used.polygon !== undefined) return [];
    const why = camera.calibration === undefined ? 'the camera has no calibration' : `zone ${used.zone} has no ground polygon`;
    const needed = camera.calibration === undefined || zone.ground === undefined;
    return needed ? [{ path: [...path, 'polygon'], message: `a polygon on the picture, because ${why}` }] : [];
  });
}

/** Pairs that are right one by one and fit no view of a floor: all on one line, mirrored, folded. */
function calibrationFaults({ calibration }: Camera, c: number): ReferenceFault[] {
  const pairs = calibrationDraft.safeParse(calibration);
  if (!pairs.success) return [];
  const solved = solveHomography(pairs.data);
  return solved.ok ? [] : [{ path: ['cameras', c, 'calibration'], message: `pairs that fit a floor; ${solved.reason}` }];
}

function lineFaults(zones: Zones, camera: Camera, c: number): ReferenceFault[] {
  return camera.lines.flatMap((line, l) => {
    const path = ['cameras', c, 'lines', l];
    const isPoint = line.from[0] === line.to[0] && line.from[1] === line.to[1];
    return [
      ...(line.into !== undefined && !zones.has(line.into) ? [{ path: [...path, 'into'], message: oneOf(zones) }] : []),
      ...(isPoint ? [{ path: [...path, 'to'], message: 'a point other than `from`' }] : []),
    ];
  });
}

function walkFaults(zones: Zones, { points, stretches }: Walk): ReferenceFault[] {
  const known = new Set(points.map(({ id }) => id));
  const inWalk = (list: string, items: readonly { id: string }[]) =>
    repeats(
      `walk.${list}`,
      items.map(({ id }, i) => ({ id, path: ['walk', list, i, 'id'] })),
    );
  const ends = stretches.flatMap((stretch, i) => [
    ...(['from', 'to'] as const)
      .filter((end) => stretch[end] !== '' && !known.has(stretch[end]))
      .map((end) => ({ path: ['walk', 'stretches', i, end], message: 'the id of one of walk.points' })),
    ...(stretch.from !== '' && stretch.from === stretch.to
      ? [{ path: ['walk', 'stretches', i, 'to'], message: 'a point other than `from`' }]
      : []),
    ...(stretch.zone !== undefined && !zones.has(stretch.zone)
      ? [{ path: ['walk', 'stretches', i, 'zone'], message: oneOf(zones) }]
      : []),
  ]);
  return [...inWalk('points', points), ...inWalk('stretches', stretches), ...ends];
}

function oneOf(zones: Zones): string {
  const known = [...zones.keys()].filter((id) => id !== '').join(', ');
  return `one of the zones ${known || '(none is defined)'}`;
}

function idsOf(list: string, items: readonly { id: string }[]) {
  return items.map((item, i) => ({ id: item.id, path: [list, i, 'id'] }));
}

function repeats(list: string, ids: readonly { id: string; path: (string | number)[] }[]): ReferenceFault[] {
  const seen = new Set<string>(['']);
  return ids.flatMap(({ id, path }) => {
    if (id !== '' && seen.has(id)) return [{ path, message: `an id used once in ${list}` }];
    seen.add(id);
    return [];
  });
}
