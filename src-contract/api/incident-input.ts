/**
 * What people write and where they are, as it comes in: texts without control characters, and a place in any of the shapes that phones
 * and programs use. Out: clean text, `[lon, lat]` in degrees. What is out of range is refused by name.
 */
import { z } from 'zod';
import { incidentLimits } from '../domain/incident.ts';

/** All but the line break and the tab. */
const controls = /[^\P{Cc}\n\t]/gu;

/** Text as it was typed, without control characters and halves of characters. */
function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(controls, '').toWellFormed();
}

export function writtenText(mostCharacters: number, { least = 0 }: { readonly least?: number } = {}) {
  const message = `has more than ${mostCharacters} characters; shorten it`;
  const tooShort = 'is empty';
  return z
    .string()
    .transform(cleanText)
    .pipe(
      z
        .string()
        .refine((text) => text.trim().length >= least, tooShort)
        .max(mostCharacters, message),
    );
}

export const description = writtenText(incidentLimits.text);
export const sentence = writtenText(incidentLimits.text, { least: 1 });
export const shortText = writtenText(incidentLimits.title, { least: 1 });

/** A service's name for its user. */
export const reporterId = writtenText(200);

/** The sender's own key of a report, so that sending it again makes no second one. */
export const clientId = z.string().min(1).max(200);

const degrees = z.union([z.number(), z.string().trim().min(1).pipe(z.coerce.number())]);

const shapes = z.union([
  z.tuple([degrees, degrees]),
  z
    .object({ type: z.literal('Point'), coordinates: z.tuple([degrees, degrees]).rest(degrees) })
    .transform(({ coordinates: [lon, lat] }) => pair(lon, lat)),
  z.object({ lat: degrees, lon: degrees }).transform(({ lat, lon }) => pair(lon, lat)),
  z.object({ lat: degrees, lng: degrees }).transform(({ lat, lng }) => pair(lng, lat)),
  z.object({ lat: degrees, long: degrees }).transform(({ lat, long }) => pair(long, lat)),
  z.object({ latitude: degrees, longitude: degrees }).transform(({ latitude, longitude }) => pair(longitude, latitude)),
]);

function pair(lon: number, lat: number): [number, number] {
  return [lon, lat];
}

const inRange = z.tuple([
  z.number().min(-180, 'the longitude is below -180 degrees').max(180, 'the longitude is above 180 degrees'),
  z.number().min(-90, 'the latitude is below -90 degrees').max(90, 'the latitude is above 90 degrees'),
]);

export const location = shapes
  .pipe(inRange)
  .describe('[longitude, latitude] in degrees; also {lat, lon}, {lat, lng}, {latitude, longitude} or a GeoJSON Point');

/** A phone's clock, for show alone: what can't be read is as good as none. */
export const clientTime = z
  .union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
  .nullable()
  .catch(null)
  .describe('By the sender’s own clock: ISO 8601 or epoch ms; for show alone');
