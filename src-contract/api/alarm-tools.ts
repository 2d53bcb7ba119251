/** What operators work with around alarms: several acknowledged at once, comments, whose it is, action cards, and how well the alarms do. */
import { z } from 'zod';
import { conditionKinds } from '../domain/alarm.ts';
import { healthFigures } from '../domain/alarm-health.ts';
import { roles } from '../domain/roles.ts';
import { locales } from '../texts/language.ts';
import { afterCommand, alarmReply, floodReply } from './alarms.ts';
import { idParams, type RouteContract, timestamp } from './route.ts';

const line = z.string().trim().min(1).max(300);
const stepId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'letters a to z, digits and "-", at most 40');

export const cardBody = z.object({
  title: z.string().trim().min(1).max(120),
  steps: z
    .array(z.object({ id: stepId, text: line }))
    .min(1)
    .max(12)
    .refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length, 'steps with ids of their own'),
  expected: z.string().trim().min(1).max(500).describe('What should be seen, and by when'),
  contacts: z.array(line).max(8),
});

export const cardReply = cardBody.extend({
  kind: z.enum(conditionKinds),
  written: z.object({ by: z.string(), at: timestamp }).nullable().describe('null: the card that ships'),
});
export type CardReply = z.infer<typeof cardReply>;

const cardParams = z.object({ kind: z.enum(conditionKinds), locale: z.enum(locales) });

const healthReply = z.object({
  from: timestamp,
  to: timestamp,
  known_from: timestamp.describe('From when on events are known; later than `from` where the station is younger'),
  positions: z.number().int(),
  alarms: z.number().int(),
  figures: z.array(
    z.object({
      name: z.enum(healthFigures),
      value: z.number().nullable(),
      verdict: z.enum(['met', 'missed', 'not-enough', 'no-standard']),
    }),
  ),
  most_frequent: z.array(
    z.object({
      alarm: alarmReply.describe('The newest of its key'),
      count: z.number().int(),
      share: z.number(),
      chatters: z.boolean(),
    }),
  ),
  floods: z.array(floodReply).describe('As they were told, the newest first'),
});
export type AlarmHealthReply = z.infer<typeof healthReply>;

export const alarmToolRoutes = {
  acknowledgeAlarms: {
    method: 'POST',
    path: '/api/alarms/acknowledge',
    summary:
      'Acknowledge several alarms, of each what existed when the list was seen; one that is refused leaves the others alone',
    tag: 'Alarms',
    access: 'operator',
    audit: ['ids', 'seen_at'],
    body: z.object({ ids: z.array(z.string().min(1).max(100)).min(1).max(1000), seen_at: timestamp.optional() }),
    response: z.object({
      alarms: z.array(alarmReply),
      refused: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
    }),
  },
  commentAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/comments',
    summary: 'Write a comment to an alarm; it is an alarm event, so everybody sees it at once',
    tag: 'Alarms',
    access: 'staff',
    params: idParams,
    body: z.object({ text: z.string().trim().min(1).max(1000) }),
    response: afterCommand,
  },
  assignAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/assignee',
    summary: 'Give an alarm to a person of GET /api/alarms/assignees, or to nobody',
    tag: 'Alarms',
    access: 'operator',
    audit: ['to'],
    params: idParams,
    body: z.object({ to: z.string().min(1).max(150).nullable() }),
    response: afterCommand,
  },
  alarmAssignees: {
    method: 'GET',
    path: '/api/alarms/assignees',
    summary: 'Who is signed in and may be given an alarm',
    tag: 'Alarms',
    access: 'operator',
    response: z.object({
      people: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          role: z.enum(roles),
          zone: z.string().nullable(),
          on_shift: z.boolean().nullable(),
        }),
      ),
    }),
  },
  tickAlarmStep: {
    method: 'POST',
    path: '/api/alarms/:id/steps',
    summary: 'Tick a step of the alarm’s action card, or take the tick back',
    tag: 'Alarms',
    access: 'staff',
    // It is an alarm event with its person's name.
    audit: false,
    params: idParams,
    body: z.object({ step: stepId, text: line.describe('As it was read, for the history'), done: z.boolean() }),
    response: afterCommand,
  },
  actionCards: {
    method: 'GET',
    path: '/api/alarm-cards/:locale',
    summary: 'The action card of every kind of alarm in one language',
    tag: 'Alarms',
    access: 'viewer',
    params: z.object({ locale: z.enum(locales) }),
    response: z.object({ cards: z.array(cardReply) }),
  },
  writeActionCard: {
    method: 'PATCH',
    path: '/api/alarm-cards/:locale/:kind',
    summary: 'Your own card for a kind of alarm in one language',
    tag: 'Alarms',
    access: 'admin',
    audit: ['title', 'steps', 'expected', 'contacts'],
    params: cardParams,
    body: cardBody,
    response: cardReply,
  },
  resetActionCard: {
    method: 'DELETE',
    path: '/api/alarm-cards/:locale/:kind',
    summary: 'Back to the card that ships',
    tag: 'Alarms',
    access: 'admin',
    params: cardParams,
    response: cardReply,
  },
  alarmHealth: {
    method: 'GET',
    path: '/api/alarms/health',
    summary: 'How well the alarms do, beside the figures of ANSI/ISA-18.2 and EEMUA 191',
    tag: 'Alarms',
    access: 'operator',
    query: z.object({
      hours: z.coerce.number().min(1).max(744).default(8).describe('How far back: a shift, a day, a week, up to 31 days'),
    }),
    response: healthReply,
  },
} satisfies Record<string, RouteContract>;
