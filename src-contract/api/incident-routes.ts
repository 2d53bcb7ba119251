/** What can be asked and done about panics, incidents and tasks over REST. */
import { z } from 'zod';
import { incidentKinds, incidentStatuses, severities, taskStates } from '../domain/incident.ts';
import { locales } from '../texts/language.ts';
import { clientId, clientTime, description, location, reporterId, sentence, shortText } from './incident-input.ts';
import { assignee, incidentDetailReply, incidentReply, taskReply, timelineEntry } from './incidents.ts';
import { cursorQuery, idParams, type RouteContract } from './route.ts';

const zoneId = z.string().max(64);
const people = z.number().int().min(0).max(1_000_000).nullable();

const panicBody = z.object({
  station_id: z.string().min(1).max(64),
  severity: z.enum(severities),
  description: description.default('').describe('Up to 2,000 characters; may be empty'),
  reporter_id: reporterId.optional().describe('Counts with a service key alone, as that service’s name for its user'),
  location: location.nullish(),
  zone_id: zoneId.nullish().describe('Where the location is unknown'),
  client_id: clientId
    .optional()
    .describe('The report’s own key: sent again, it is the same report. Idempotency-Key does the same'),
  at: clientTime.optional(),
});

const openBody = z.object({
  alarm_id: z.string().max(100).optional().describe('Takes place and title of this alarm; for operators'),
  kind: z.enum(incidentKinds).exclude(['panic']).default('manual'),
  severity: z.enum(severities).optional().describe('medium, or as bad as the alarm'),
  title: shortText.optional(),
  description: description.default(''),
  location: location.nullish(),
  zone_id: zoneId.nullish(),
  place: shortText.nullish().describe('Where, in words'),
  client_id: clientId.optional(),
});

const changeBody = z.object({
  expected_seq: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('`seq` of the incident that you looked at: 409 when somebody changed it since'),
  status: z.enum(incidentStatuses).optional().describe('resolved needs an outcome; open reopens'),
  outcome: sentence.optional(),
  title: shortText.optional(),
  description: description.optional(),
  severity: z.enum(severities).optional(),
  location: location.nullish(),
  zone_id: zoneId.nullish(),
  place: shortText.nullish(),
  people: z.object({ injured: people, involved: people }).partial().optional(),
});

/** The bytes of an uploaded file, which no JSON can hold. */
const pictureFile = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'a file is needed')
  .meta({ type: 'string', format: 'binary', description: 'JPEG, PNG or WebP' });
const pictureName = shortText.optional().describe('For show');

const tag = 'Incidents';
const attachmentParams = idParams.extend({ attachment: z.string().min(1).max(100) });

/** Writes have a record of their own: every one is an event of its incident, with who did it. */
export const incidentRoutes = {
  panic: {
    ...{ method: 'POST', path: '/api/panic', tag, access: 'staff', status: 201, audit: false },
    summary: 'Call for help: an alarm at once, to every operator and every staff phone of the station',
    body: panicBody,
    response: incidentReply,
  },
  incidents: {
    ...{ method: 'GET', path: '/api/incidents', tag, access: 'staff' },
    summary: 'Incidents that you may see, newest first; `mine`: those that you reported',
    query: cursorQuery.extend({
      status: z.enum(incidentStatuses).optional(),
      kind: z.enum(incidentKinds).optional(),
      mine: z.enum(['true', 'false']).optional(),
    }),
    response: z.object({ seq: z.number().int(), incidents: z.array(incidentReply), next_cursor: z.string().nullable() }),
  },
  incident: {
    ...{ method: 'GET', path: '/api/incidents/:id', tag, access: 'staff' },
    summary: 'One incident with its timeline',
    params: idParams,
    response: incidentDetailReply,
  },
  incidentTimeline: {
    ...{ method: 'GET', path: '/api/incidents/:id/timeline', tag, access: 'staff' },
    summary: 'Everything that happened to an incident, oldest first: every report of a flood as well',
    params: idParams,
    query: cursorQuery.extend({
      cursor: z
        .string()
        .regex(/^\d{1,15}$/, 'is not one that this list gave')
        .optional(),
    }),
    response: z.object({ timeline: z.array(timelineEntry), next_cursor: z.string().nullable() }),
  },
  openIncident: {
    ...{ method: 'POST', path: '/api/incidents', tag, access: 'staff', status: 201, audit: false },
    summary: 'Open an incident by hand or from an alarm',
    body: openBody,
    response: incidentReply,
  },
  changeIncident: {
    ...{ method: 'PATCH', path: '/api/incidents/:id', tag, access: 'operator', audit: false },
    summary: 'Change an incident, resolve it with its outcome, or reopen it',
    params: idParams,
    body: changeBody,
    response: incidentReply,
  },
  acknowledgeIncident: {
    ...{ method: 'POST', path: '/api/incidents/:id/acknowledge', tag, access: 'operator', audit: false },
    summary: 'Acknowledge it, and its alarm with it',
    params: idParams,
    response: incidentReply,
  },
  seenIncident: {
    ...{ method: 'POST', path: '/api/incidents/:id/seen', tag, access: 'operator', audit: false },
    summary: 'Your page shows it now: who reported it learns that',
    params: idParams,
    response: incidentReply,
  },
  commentIncident: {
    ...{ method: 'POST', path: '/api/incidents/:id/comments', tag, access: 'staff', status: 201, audit: false },
    summary: 'Write a comment',
    params: idParams,
    body: z.object({ text: sentence }),
    response: incidentReply,
  },
  assignTask: {
    ...{ method: 'POST', path: '/api/incidents/:id/tasks', tag, access: 'operator', status: 201, audit: false },
    summary: 'Send somebody: a person or device, a role, or all of a zone',
    params: idParams,
    body: z.object({ text: sentence, assignee }),
    response: incidentReply,
  },
  tasks: {
    ...{ method: 'GET', path: '/api/tasks', tag, access: 'staff' },
    summary: 'Tasks of open incidents, newest first; `mine`: those for you that are not finished',
    query: z.object({ mine: z.enum(['true', 'false']).optional() }),
    response: z.object({ seq: z.number().int(), tasks: z.array(taskReply) }),
  },
  stepTask: {
    ...{ method: 'POST', path: '/api/tasks/:id/state', tag, access: 'staff', audit: false },
    summary: 'Say how far a task is: seen, on the way, done; operators may cancel it',
    params: idParams,
    body: z.object({ state: z.enum(taskStates).exclude(['sent']) }),
    response: incidentReply,
  },
  attachPicture: {
    ...{ method: 'POST', path: '/api/incidents/:id/attachments', tag, access: 'staff', status: 201, audit: false },
    summary:
      'Attach a picture; it is stored as a JPEG of at most 1600 px, without its metadata. 413 above 10 MB, 422 for no picture',
    params: idParams,
    body: z.object({ file: z.string().min(1).describe('JPEG, PNG or WebP in base64'), name: pictureName }),
    form: z.object({ file: pictureFile, name: pictureName }),
    response: incidentReply,
  },
  attachment: {
    ...{ method: 'GET', path: '/api/incidents/:id/attachments/:attachment', tag, access: 'staff' },
    summary: 'An attached picture',
    params: attachmentParams,
    response: { binary: 'image/jpeg' },
  },
  incidentReport: {
    ...{ method: 'GET', path: '/api/incidents/:id/report', tag, access: 'operator' },
    summary: 'The incident as one page to print, in the language asked for',
    params: idParams,
    query: z.object({ lang: z.enum(locales).default('en') }),
    response: { binary: 'text/html; charset=utf-8' },
  },
} as const satisfies Record<string, RouteContract>;
