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
  /** Of high priority and either active, acknowledged or not, or over without an acknowledgement. */
  activeHigh: count,
  /** The oldest first. */
  calling: z.array(callingAlarm).max(mostCallingAlarms),
});
export type AlarmsNow = z.infer<typeof alarmsNow>;

export const stationMessage = z.discriminatedUnion('kind', [
  /** It doesn't hang. */
  z.strictObject({ kind: z.literal('alive') }),
  z.strictObject({
    kind: z.literal('running'),
    stationName: z.string(),
    origin: z.url({ protocol: /^https?$/ }),
    /** When the store was made that was put back at this start; null where none was. */
    restoredFromMs: z.number().nullable(),
  }),
  /** Signs one window in, once. */
  z.strictObject({ kind: z.literal('sign-in-link'), link: z.url({ protocol: /^https?$/ }) }),
  /** All that there is to say each time, so that one that is lost does no harm. */
  alarmsNow,
  /** It can't start, and why: for people. */
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
  /** What was asked for was made and read again, under this name. */
  z.strictObject({ kind: z.literal('backed-up'), name: z.string().min(1).max(200), madeMs: z.number() }),
  z.strictObject({ kind: z.literal('not-backed-up'), reason: z.string() }),
  /** Parts of the station that are down, by name. */
  z.strictObject({ kind: z.literal('down-parts'), names: z.array(z.string().max(100)).max(100) }),
]);
export type StationMessage = z.infer<typeof stationMessage>;

/** Of an update that runs well, or was taken back: for the audit log. */
const updateNote = z.strictObject({
  kind: z.literal('note-update'),
  act: z.enum(['installUpdate', 'takeBackUpdate']),
  from: z.string().max(40),
  to: z.string().max(40),
});
export type UpdateNote = z.infer<typeof updateNote>;

export const shellMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('alive') }),
  z.strictObject({ kind: z.literal('sign-in-link') }),
  /** Before an update. */
  z.strictObject({ kind: z.literal('back-up') }),
  z.strictObject({ kind: z.literal('down-parts') }),
  updateNote,
]);
export type ShellMessage = z.infer<typeof shellMessage>;
