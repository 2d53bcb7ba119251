/**
 * The site file: one schema for its types, defaults, limits and descriptions. Reading YAML and reporting faults by path is
 * src-main/site-file.ts; what one part of the file says of another (a zone that a camera names) is site-references.ts.
 */
import { z } from 'zod';
import { checkCameraAddress } from './camera-address.ts';
import { alarmPriorities } from './domain/alarm.ts';
import { placeKinds } from './domain/place.ts';
import { walkKinds } from './domain/walk.ts';
import { referenceFaults } from './site-references.ts';

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    'a name of letters, digits, "-" and "_", at most 64, that starts with a letter or digit',
  );
const fraction = z.number().min(0).max(1);
const picturePoint = z.tuple([fraction, fraction]);
const groundPoint = z.tuple([z.number().min(-10_000).max(10_000), z.number().min(-10_000).max(10_000)]);
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** Upper edges of green, amber, orange and red, rising. */
const bandEdges = z
  .tuple([z.number().positive(), z.number().positive(), z.number().positive(), z.number().positive()])
  .refine((edges) => edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0)), 'four rising numbers');

const station = z.strictObject({
  id: id.describe('Short code of the station, as the network writes it'),
  name: z.string().min(1).max(80),
  lines: z.array(id).min(1).max(10),
  location: lonLat.describe("Longitude and latitude of the plan's origin, degrees"),
  timezone: z.string().default('Asia/Kolkata').refine(isTimeZone, 'an IANA time zone such as Asia/Kolkata'),
  plan_bearing_deg: z
    .number()
    .min(-180)
    .max(180)
    .default(0)
    .describe("How far the plan's x axis is turned from east, anticlockwise"),
});

const zone = z.strictObject({
  id,
  name: z.string().min(1).max(80),
  kind: z.enum(['waiting', 'moving', 'entrance', 'exit']),
  platform: z.string().min(1).max(20).optional(),
  capacity: z.number().int().positive().max(1_000_000).optional().describe('Rated persons'),
  area_m2: z.number().positive().max(1_000_000).optional().describe('Else from the polygon on the ground'),
  ground: z.array(groundPoint).min(3).max(200).optional().describe("Metres in the station's own plan"),
  bands: bandEdges.optional().describe("Edges in persons per m²; else those of the zone's kind"),
  stairs: z.boolean().default(false).describe('Stairs in use here put the zone one band up'),
});

const calibrationPair = z.strictObject({ image: picturePoint, ground: groundPoint });
const cameraZone = z.strictObject({ zone: id, polygon: z.array(picturePoint).min(3).max(200).optional() });
const cameraLine = z.strictObject({ id, from: picturePoint, to: picturePoint, into: id.optional() });

/** Beyond it a model doesn't see this crowd at all, or two figures were swapped; no gain could mend that. */
const mostSpotCheckRatio = 20;

/** A hand count, and what the model alone (without a gain) made of the same view at the same time. */
const spotCheck = z
  .strictObject({ counted: z.number().int().min(1).max(100_000), estimated: z.number().positive().max(100_000) })
  .refine(
    ({ counted, estimated }) => Math.max(counted / estimated, estimated / counted) <= mostSpotCheckRatio,
    `two figures within a factor of ${mostSpotCheckRatio}: counted by hand, estimated by the model alone`,
  );

const cameraModes = ['detect', 'tiles', 'density'] as const;
/** What `mode: tiles` looks at unless told. */
const usualTiles = 2;

const camera = z
  .strictObject({
    id,
    name: z.string().min(1).max(80),
    source: z
      .string()
      .max(2000)
      .superRefine((source, context) => {
        const check = checkCameraAddress(source);
        if (!check.ok) context.addIssue({ code: 'custom', message: check.allowed, params: { found: check.found } });
      }),
    fps: z.number().min(0.2).max(60).default(5).describe('Frames a second given to detection'),
    detect_width: z.number().int().min(128).max(3840).default(640).describe('Width in pixels of the frames given to detection'),
    model: z.string().max(200).optional(),
    confidence: z.number().min(0.01).max(0.99).optional().describe("Else the model card's threshold"),
    mode: z
      .enum(cameraModes)
      .optional()
      .describe(
        'Persons found one by one (detect), the same in parts of a wide view (tiles), or a dense crowd as a map (density)',
      ),
    tiles: z
      .number()
      .int()
      .min(1)
      .max(4)
      .optional()
      .describe('A wide view is looked at in tiles × tiles parts; more than 1 means mode: tiles'),
    saturates_at: z
      .number()
      .int()
      .min(5)
      .max(1000)
      .optional()
      .describe('Heads in one view (one part, in mode: tiles) above which the count is only a least one; 50 unless told'),
    spot_checks: z.array(spotCheck).max(200).default([]).describe('In mode: density, hand counts that correct the model'),
    offline_after_s: z.number().min(2).max(300).default(15),
    calibration: z.array(calibrationPair).min(4).max(100).optional(),
    zones: z.array(cameraZone).max(50).default([]),
    lines: z.array(cameraLine).max(50).default([]),
    masks: z.array(z.array(picturePoint).min(3).max(200)).max(50).default([]),
  })
  .superRefine(({ mode, tiles }, context) => {
    const message = tilesFault(mode, tiles);
    if (message !== null) context.addIssue({ code: 'custom', path: ['tiles'], message });
  })
  .transform(({ mode, tiles, ...rest }) => ({ ...rest, ...looking(mode, tiles) }));

const sensor = z.strictObject({
  id,
  type: id,
  name: z.string().min(1).max(80),
  location: lonLat.optional(),
});

const placeName = z.string().trim().min(1).max(120);

/** A place that the map of the world lacks, or that must be there before the first import. */
const place = z.strictObject({
  id,
  kind: z.enum(placeKinds),
  name: placeName,
  name_hi: placeName.optional(),
  name_mr: placeName.optional(),
  location: lonLat,
});

/** The station's own ways on foot: where they meet, and the stretches between. */
const walk = z.strictObject({
  points: z
    .array(
      z.strictObject({
        id,
        name: z.string().min(1).max(80).optional(),
        at: groundPoint.describe("Metres in the station's own plan"),
        exit: z
          .strictObject({ capacity_per_min: z.number().positive().max(10_000).describe('Persons a minute that get through it') })
          .optional()
          .describe('Beyond it one is safe'),
        street: z.boolean().default(false).describe('The paths of the map around the station begin here'),
      }),
    )
    .max(2000)
    .default([]),
  stretches: z
    .array(
      z.strictObject({
        id,
        from: id,
        to: id,
        kind: z.enum(walkKinds).default('level'),
        name: z.string().min(1).max(80).optional(),
        length_m: z.number().positive().max(5000).optional().describe('Else the straight line between its points'),
        width_m: z.number().positive().max(200).optional(),
        rise_m: z.number().min(-200).max(200).default(0).describe('Climb from `from` to `to`'),
        one_way: z.boolean().default(false),
        zone: id.optional().describe('The zone whose crowd it leads through'),
      }),
    )
    .max(5000)
    .default([]),
});

const crowd = z.strictObject({
  publish_hz: z.number().min(0.1).max(10).default(2).describe('Most pushes a second on the crowd sockets'),
  stale_after_s: z.number().min(1).max(60).default(10).describe('A figure older than this is unknown'),
  cell_m: z.number().min(0.5).max(10).default(2).describe('Side of a local density cell, m'),
});

const bandsOfKind = z.strictObject({
  moving: bandEdges.default([1, 2, 3, 4]),
  waiting: bandEdges.default([2, 3, 4, 5]),
  occupancy: bandEdges.default([0.5, 0.75, 1, 1.25]).describe("Count over rated capacity, where density can't be measured"),
});

const escalateAfter = z.number().min(10).max(86_400).nullable().describe('Seconds; null = never');

const alarmSettings = z.strictObject({
  on_delay_s: z.number().min(0).max(600).default(10),
  off_delay_s: z.number().min(0).max(3600).default(30),
  deadband: z.number().min(0).max(0.5).default(0.1).describe("Share of a band's edge"),
  positions: z.number().int().min(1).max(50).default(1).describe('Operators who share the alarms; rates are judged for each'),
  escalation: z
    .strictObject({ high_s: escalateAfter.default(60), medium_s: escalateAfter.default(300), low_s: escalateAfter.default(null) })
    .prefault({})
    .describe('After so long without an acknowledgement an alarm calls more people, and after as long again everybody'),
});

/** Where weather is severe, and where extreme, rising. */
const hazardEdges = z
  .tuple([z.number().min(0).max(1000), z.number().min(0).max(1000)])
  .refine(([severe, extreme]) => severe < extreme, 'two rising numbers: where it is severe, and where it is extreme');

const weather = z.strictObject({
  temperature_c: hazardEdges
    .default([40, 45])
    .describe(
      'India Meteorological Department (IMD): heat wave from 40 °C in the plains (37 on coasts, 30 in hills); 45 °C anywhere',
    ),
  apparent_c: hazardEdges
    .default([41, 54])
    .describe('US National Weather Service, heat index: danger from 41 °C (105 °F), extreme danger from 54 °C (130 °F)'),
  rain_mm_per_h: hazardEdges
    .default([20, 50])
    .describe('IMD: an intense spell from 2 cm an hour, an extremely intense one from 5'),
  rain_mm_per_day: hazardEdges
    .default([64.5, 204.5])
    .describe('IMD: heavy rain from 64.5 mm in 24 hours, extremely heavy from 204.5'),
  wind_mps: hazardEdges.default([17.2, 24.5]).describe('Wind or gusts; Beaufort 8, a gale (62 km/h), and 10, a storm (88 km/h)'),
  visibility_m: z
    .tuple([z.number().min(1).max(10_000), z.number().min(1).max(10_000)])
    .refine(([dense, veryDense]) => veryDense < dense, 'two falling numbers: dense fog, and very dense fog')
    .default([200, 50])
    .describe('IMD: dense fog below 200 m, very dense below 50 m'),
  deadband: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.1)
    .describe('Share of an edge by which rain, wind or sight must be better to be over'),
  deadband_c: z.number().min(0).max(10).default(1).describe('The same for heat, °C'),
});

const retention = z.strictObject({
  samples_days: z.number().min(1).max(3650).default(30),
  tracks_days: z.number().min(0.1).max(365).default(2),
  replay_days: z
    .number()
    .min(0.1)
    .max(365)
    .default(7)
    .describe('Each tick as it was judged, so that a past day can be judged by other thresholds'),
  rollups_days: z.number().min(1).max(36500).default(730),
  alarms_days: z.number().min(30).max(36500).default(1825),
  chat_days: z
    .number()
    .min(1)
    .max(36500)
    .default(90)
    .describe('Published chat; what was held, removed or reported stays as long as alarms'),
  max_database_mb: z.number().min(50).max(1_000_000).default(4000),
  clips_days: z.number().min(1).max(3650).default(30).describe('Clips that nobody locked'),
  clips_mb: z.number().min(10).max(100_000_000).default(20_000).describe('All clips; the oldest unlocked ones go first'),
  exports_days: z.number().min(1).max(365).default(7),
});

/** Clips around what happens. */
const evidence = z.strictObject({
  record: z.boolean().default(true).describe('false: no camera is recorded, not even when somebody marks a moment'),
  before_s: z.number().min(0).max(120).default(10),
  after_s: z.number().min(1).max(120).default(20),
  priorities: z.array(z.enum(alarmPriorities)).default(['high', 'medium']).describe('Alarms of these priorities make clips'),
  ring_mb: z.number().min(1).max(512).default(32).describe('Most memory of one camera for the seconds before'),
  keep_free_mb: z
    .number()
    .min(50)
    .max(1_000_000)
    .default(1000)
    .describe('Below so much free disk space the oldest unlocked clips go, and the operator is told'),
});

/** The demo's simulated crowd; only a site with `twin:` cameras has it. */
const twin = z.strictObject({
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  scene: z.string().max(40).default('dadar').describe('Which simulated station'),
  timecode: z.boolean().default(false).describe('Draws the station time into the pictures as a block code, to measure delay'),
});

export const siteConfigSchema = z
  .strictObject({
    station,
    zones: z.array(zone).max(500).default([]),
    cameras: z.array(camera).max(64).default([]),
    sensors: z.array(sensor).max(5000).default([]),
    places: z.array(place).max(2000).default([]),
    walk: walk.prefault({}),
    network: id
      .optional()
      .describe('The railway network, of resources/networks: its lines and stations, and what its trains hold'),
    crowd: crowd.prefault({}),
    bands: bandsOfKind.prefault({}),
    alarms: alarmSettings.prefault({}),
    weather: weather.prefault({}),
    retention: retention.prefault({}),
    evidence: evidence.prefault({}),
    twin: twin.optional(),
  })
  .superRefine((site, context) => {
    for (const { path, message } of referenceFaults(site)) context.addIssue({ code: 'custom', path, message });
  });

export type SiteConfig = z.infer<typeof siteConfigSchema>;
export type ZoneConfig = SiteConfig['zones'][number];
export type CameraConfig = SiteConfig['cameras'][number];

type CameraMode = (typeof cameraModes)[number];

function tilesFault(mode: CameraMode | undefined, tiles: number | undefined): string | null {
  if (mode === undefined || tiles === undefined) return null;
  if (mode === 'tiles') return tiles === 1 ? '2, 3 or 4 in mode: tiles' : null;
  return tiles === 1 ? null : `left out in mode: ${mode}, or mode: tiles`;
}

/** Site files from before there were modes say `tiles` alone. */
function looking(mode: CameraMode | undefined, tiles: number | undefined): { mode: CameraMode; tiles: number } {
  const meant = mode ?? ((tiles ?? 1) > 1 ? 'tiles' : 'detect');
  return { mode: meant, tiles: meant === 'tiles' ? (tiles ?? usualTiles) : 1 };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
