/**
 * The printable report of one incident. In: the incident, its events, its pictures, the language. Out: one HTML document that needs nothing
 * beside itself, and the policy to send with it: no script, no style but its own, no picture but those inside. Every text is escaped.
 */
import { createHash } from 'node:crypto';
import type { Attachment, Incident, Task } from '../../../src-contract/domain/incident.ts';
import type { IncidentEvent } from '../../../src-contract/domain/incident-event.ts';
import { incidentNote, notedPlace } from '../../../src-contract/domain/incident-note.ts';
import {
  incidentDescription,
  incidentTitle,
  incidentWords,
  noteText,
  placeName,
} from '../../../src-contract/texts/incident-texts.ts';
import type { IncidentLanguage } from '../../../src-contract/texts/incidents/language.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';

export interface ReportInput {
  readonly incident: Incident;
  /** Oldest first. */
  readonly events: readonly IncidentEvent[];
  /** Bytes of the stored JPEG, by attachment id; one that is missing is listed without its picture. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly station: { readonly name: string; readonly timezone: string };
  readonly locale: Locale;
  readonly nowMs: number;
}

const style = `
body { font: 14px/1.45 system-ui, 'Noto Sans', 'Noto Sans Devanagari', sans-serif; color: #111; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; border-bottom: 1px solid #999; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; } p, td { white-space: pre-wrap; } figure { margin: 0 0 1rem; break-inside: avoid; } img { max-width: 100%; max-height: 22cm; }
figcaption { font-size: .85em; overflow-wrap: anywhere; } tr { break-inside: avoid; } @media print { body { margin: 0; max-width: none; } }
`;

/** For this page alone, in place of the station's own. */
export const reportPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function reportPage(input: ReportInput): string {
  const { incident, locale } = input;
  const words = incidentWords(locale);
  const { terms } = words;
  const time = timeWords(input);
  const title = incidentTitle(words, incident);
  const description = incidentDescription(words, incident);
  const sections = [
    section(terms.report, facts(input, words, time)),
    section(terms.description, description === '' ? '' : `<p>${escaped(description)}</p>`),
    section(terms.people, peopleTable(incident, words)),
    section(terms.reports, reportsTable(incident, words, time)),
    section(terms.tasks, tasksTable(incident.tasks, words, time)),
    section(terms.timeline, timelineTable(input.events, words, time)),
    section(
      terms.comments,
      table(
        [terms.time, terms.person, terms.note],
        incident.comments.map(({ atMs, by, text }) => [time(atMs), by, text]),
      ),
    ),
    section(terms.pictures, incident.attachments.map((attachment) => figure(attachment, input, words, time)).join('')),
    section(
      terms.outcome,
      incident.outcome === null
        ? ''
        : `<p>${escaped(incident.outcome.text)}</p><p>${escaped(`${incident.outcome.by}, ${time(incident.outcome.atMs)}`)}</p>`,
    ),
  ];
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>${sections.map((part) => part(terms.none)).join('')}</body></html>
`;
}

type Time = (atMs: number) => string;

function timeWords({ locale, station }: ReportInput): Time {
  const format = new Intl.DateTimeFormat(`${locale}-IN-u-nu-latn`, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: station.timezone,
  });
  return (atMs) => format.format(atMs);
}

function section(heading: string, html: string): (none: string) => string {
  return (none) => `<section><h2>${escaped(heading)}</h2>${html === '' ? `<p>${escaped(none)}</p>` : html}</section>`;
}

function facts({ incident, station, nowMs }: ReportInput, words: IncidentLanguage, time: Time): string {
  const { terms } = words;
  const { place, acknowledged, seenBy } = incident;
  const location = place.location === null ? terms.unknown : `${place.location[1].toFixed(6)}, ${place.location[0].toFixed(6)}`;
  const named = [place.zoneName, place.text].filter((part) => part !== null).join(', ');
  const rows: [string, string][] = [
    [terms.station, station.name],
    [terms.kind, words.kinds[incident.kind]],
    [terms.status, words.statuses[incident.status]],
    [terms.severity, words.severities[incident.severity]],
    [terms.place, named === '' ? (placeName(words, notedPlace(place)) ?? terms.unknown) : named],
    [terms.location, location],
    [terms.camera, place.cameraId ?? terms.none],
    [terms.openedAt, time(incident.createdMs)],
    [terms.openedBy, incident.createdBy.name],
    [terms.acknowledgedBy, acknowledged === null ? terms.none : `${acknowledged.by}, ${time(acknowledged.atMs)}`],
    [terms.seenBy, seenBy.map(({ name, atMs }) => `${name}, ${time(atMs)}`).join('\n') || terms.none],
    [terms.confidence, `${Math.round(incident.confidence * 100)} %`],
    [terms.printedAt, time(nowMs)],
  ];
  return table(null, rows);
}

function peopleTable({ people }: Incident, { terms }: IncidentLanguage): string {
  return table(null, [
    [terms.injured, people.injured === null ? terms.unknown : String(people.injured)],
    [terms.involved, people.involved === null ? terms.unknown : String(people.involved)],
  ]);
}

function reportsTable({ reports, reportCount }: Incident, words: IncidentLanguage, time: Time): string {
  const { terms } = words;
  const rows = reports.map(({ atMs, reporter, severity, description }) => [
    time(atMs),
    reporter,
    words.severities[severity],
    description,
  ]);
  const leftOut = reportCount > reports.length ? `<p>${escaped(words.reportsLeftOut(String(reportCount)))}</p>` : '';
  return table([terms.time, terms.person, terms.severity, terms.description], rows) + leftOut;
}

function tasksTable(tasks: readonly Task[], words: IncidentLanguage, time: Time): string {
  const { terms } = words;
  const steps = (task: Task): string =>
    task.steps.map(({ state, by, atMs }) => `${words.taskStates[state]}: ${by}, ${time(atMs)}`).join('\n');
  return table(
    [terms.task, terms.assignedTo, terms.state],
    tasks.map((task) => [task.text, words.assignees[task.assignee.kind](task.assignee.to), steps(task)]),
  );
}

function timelineTable(events: readonly IncidentEvent[], words: IncidentLanguage, time: Time): string {
  const { terms } = words;
  const rows = events.map(({ atMs, actor, change }) => [
    time(atMs),
    actor.name,
    words.events[change.kind],
    noteText(words, incidentNote(change)) ?? '',
  ]);
  return table([terms.time, terms.person, terms.what, terms.note], rows);
}

function figure(attachment: Attachment, { pictures }: ReportInput, { terms }: IncidentLanguage, time: Time): string {
  const { id, name, by, atMs, sha256 } = attachment;
  const bytes = pictures.get(id);
  const picture =
    bytes === undefined
      ? ''
      : `<img alt="${escaped(name)}" src="data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}">`;
  const caption = `${name} · ${by}, ${time(atMs)}\n${terms.checksum}: ${sha256}`;
  return `<figure>${picture}<figcaption>${escaped(caption)}</figcaption></figure>`;
}

/** With `head` null, the first cell of each row is its heading. Empty without rows. */
function table(head: readonly string[] | null, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cell = (text: string, i: number): string =>
    head === null && i === 0 ? `<th scope="row">${escaped(text)}</th>` : `<td>${escaped(text)}</td>`;
  const headRow = head === null ? '' : `<tr>${head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr>`;
  return `<table>${headRow}${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
