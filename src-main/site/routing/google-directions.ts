/**
 * Ways on foot from Google's Routes API, for ends outside the own network and only where a key is given. In: two places. Out: routes, or
 * why there are none: nothing here throws, as a lost link is normal. The key goes into a header, never into an address or a log. What
 * Google says knows nothing of the crowd here, so its band is unknown.
 *
 * https://developers.google.com/maps/documentation/routes/reference/rest/v2/TopLevel/computeRoutes
 */
import { z } from 'zod';
import type { StepKind, WalkAnswer, WalkEnd, WalkRoute, WalkStep } from '../../../src-contract/domain/walk.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';

export type AskGoogle = (ask: {
  readonly from: WalkEnd;
  readonly to: WalkEnd;
  readonly alternatives: number;
}) => Promise<Pick<WalkAnswer, 'routes' | 'reason' | 'source'>>;

interface GoogleOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly log: Log;
}

const timeoutMs = 4000;
/** Three ways of a long walk are some 100 kB. */
const mostBytes = 2_000_000;
const fields = ['distanceMeters', 'duration', 'polyline.geoJsonLinestring', 'legs.steps.distanceMeters'].concat([
  'legs.steps.startLocation',
  'legs.steps.navigationInstruction.maneuver',
]);

const seconds = z
  .string()
  .regex(/^\d+(\.\d+)?s$/)
  .transform((text) => Number(text.slice(0, -1)));
const step = z.object({
  distanceMeters: z.number().default(0),
  startLocation: z.object({ latLng: z.object({ latitude: z.number(), longitude: z.number() }) }),
  navigationInstruction: z.object({ maneuver: z.string().default('') }).default({ maneuver: '' }),
});
const answer = z.object({
  routes: z
    .array(
      z.object({
        distanceMeters: z.number().default(0),
        duration: seconds,
        polyline: z.object({
          geoJsonLinestring: z.object({ coordinates: z.array(z.tuple([z.number(), z.number()]).rest(z.number())).min(2) }),
        }),
        legs: z.array(z.object({ steps: z.array(step).default([]) })).default([]),
      }),
    )
    .default([]),
});

export function createGoogleDirections({ baseUrl, key, log }: GoogleOptions): AskGoogle {
  return async ({ from, to, alternatives }) => {
    try {
      const response = await fetch(new URL('/directions/v2:computeRoutes', baseUrl), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-goog-api-key': key,
          'x-goog-fieldmask': fields.map((field) => `routes.${field}`).join(),
        },
        body: JSON.stringify({
          ...{ origin: waypoint(from), destination: waypoint(to), travelMode: 'WALK' },
          ...{ computeAlternativeRoutes: alternatives > 0, polylineEncoding: 'GEO_JSON_LINESTRING' },
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) return none(`Google refused to say (HTTP ${response.status}); check GOOGLE_DIRECTIONS_KEY.`);
      const { routes } = answer.parse(JSON.parse(await readText(response)));
      const told = routes.slice(0, alternatives + 1).map((route) => routeOf(route, to));
      return told.length > 0 ? { routes: told, reason: null, source: 'google' } : none('Google knows no way on foot there.');
    } catch (error) {
      log.warn({ error: errorText(error).replaceAll(key, '***') }, 'Google gave no way on foot');
      return none('Google could not be asked; look at the link to the internet, or import the map of that area.');
    }
  };
}

function none(reason: string): Pick<WalkAnswer, 'routes' | 'reason' | 'source'> {
  return { routes: [], reason, source: 'google' };
}

function waypoint({ at: [longitude, latitude] }: WalkEnd): object {
  return { location: { latLng: { latitude, longitude } } };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type GoogleRoute = z.infer<typeof answer>['routes'][number];

function routeOf({ distanceMeters, duration, polyline, legs }: GoogleRoute, to: WalkEnd): WalkRoute {
  const walked = legs.flatMap(({ steps }) => steps).map(stepOf);
  return {
    line: polyline.geoJsonLinestring.coordinates.map(([lon, lat]) => [lon, lat] as const),
    ...{ distanceM: distanceMeters, durationS: duration, crowdCostS: 0, worstBand: 'unknown', warnings: ['crowd-unknown'] },
    ...{ exit: null, stretchIds: [] },
    steps: [...walked, { kind: 'arrive', way: 'level', distanceM: 0, name: to.name, at: to.at }],
  };
}

function stepOf({ distanceMeters, startLocation, navigationInstruction }: z.infer<typeof step>, i: number): WalkStep {
  const { latitude, longitude } = startLocation.latLng;
  const kind = i === 0 ? 'start' : kindOf(navigationInstruction.maneuver);
  return { kind, way: 'level', distanceM: distanceMeters, name: null, at: [longitude, latitude] };
}

/** `TURN_LEFT`, `TURN_SLIGHT_RIGHT`, `UTURN_LEFT`, … */
function kindOf(maneuver: string): StepKind {
  if (maneuver.includes('UTURN')) return 'back';
  if (maneuver.includes('LEFT')) return 'left';
  return maneuver.includes('RIGHT') ? 'right' : 'straight';
}
