/**
 * What the desktop shell and the station that it has started tell each other over the port between their processes. Both sides parse what
 * arrives. Pages don't take part: they talk with the station over REST and sockets, and with the shell over ipc.ts.
 */
import { z } from 'zod';
import { locales } from './texts/language.ts';

/** A flood's first ones; the counts know of all. */
export const mostCallingAlarms = 50;

const count = z.number().int().nonnegative();

/** Of high priority, and nobody has acknowledged it. */
const callingAlarm = z.strictObject({
  id: z.string().min(1).max(200),
  /** When it began to call; one that got worse or came back begins anew. */
  sinceMs: z.number(),
  texts: z.record(z.enum(locales), z.strictObject({ title: z.string(), cause: z.string() })),
});
export type CallingAlarm = z.infer<typeof callingAlarm>;

const alarmsNow = z.strictObject({
  kind: z.literal('alarms'),
  /** How many nobody has acknowledged, by priority. */
  unacknowledged: z.strictObject({ high: count, medium: count, low: count }),
  /** The oldest first. */
  calling: z.array(callingAlarm).max(mostCallingAlarms),
});
export type AlarmsNow = z.infer<typeof alarmsNow>;

export const stationMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running'), stationName: z.string(), origin: z.url({ protocol: /^https?$/ }) }),
  /** Signs one window in, once. */
  z.strictObject({ kind: z.literal('sign-in-link'), link: z.url({ protocol: /^https?$/ }) }),
  /** All that there is to say each time, so that one that is lost does no harm. */
  alarmsNow,
  /** It can't start, and why: for people. */
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);
export type StationMessage = z.infer<typeof stationMessage>;

export const shellMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('sign-in-link') }),
]);
export type ShellMessage = z.infer<typeof shellMessage>;
