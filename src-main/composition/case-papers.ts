/**
 * What belongs to a case beside its clips, for an export: the incident with its timeline and pictures, the alarms' lives, what was counted
 * meanwhile, what people did. In: the order and its clips. Out: texts and pictures. Nobody's network address is in it.
 */
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import type { ExportOrder, KeptClip } from '../../src-contract/domain/evidence.ts';
import type { Incident } from '../../src-contract/domain/incident.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';
import { alarmTexts } from '../../src-contract/texts/alarm-texts.ts';
import type { CasePapers } from '../evidence/export/build-export.ts';
import type { IncidentsPort } from '../server/incidents-port.ts';
import type { Store } from '../store/open-store.ts';

interface CaseSources {
  readonly store: Pick<Store, 'alarms' | 'history' | 'audit'>;
  readonly incidents: Pick<IncidentsPort, 'find' | 'events' | 'pictures'>;
  readonly cameras: () => readonly Pick<CameraConfig, 'id' | 'zones'>[];
}

const marginMs = 300_000;
const mostEvents = 5000;
const mostAlarmEvents = 1000;
/** Above this a second a row makes a table that nobody reads. */
const secondsUpToMs = 3600_000;
const mostPoints = 4000;
const auditPage = 500;
/** So far back acts are looked for. */
const mostAuditPages = 20;

export async function caseWith(sources: CaseSources, { subject }: ExportOrder, clips: readonly KeptClip[]): Promise<CasePapers> {
  const incident = subject.kind === 'incident' ? sources.incidents.find(subject.id) : null;
  const alarmIds = [...alarmsOf(subject, clips, incident)];
  const lives = alarmIds.map((alarm) => sources.store.alarms.history({ alarm, sinceSeq: 0, limit: mostAlarmEvents }).events);
  const zones = zonesOf(
    sources,
    clips,
    incident,
    lives.flatMap((events) => events.at(-1)?.alarm ?? []),
  );
  const ofClips = clips.flatMap(({ id, causes }) => [id, ...causes.map((cause) => cause.id)]);
  const ids = new Set([...alarmIds, ...ofClips, ...(incident === null ? [] : [incident.id])]);
  const span = spanOf(
    clips,
    incident,
    lives.flatMap((events) => events.map(({ atMs }) => atMs)),
  );
  const papers = [
    ...(incident === null ? [] : incidentPapers(sources, incident)),
    { path: 'alarms.csv', text: alarmTable(lives.flat()) },
    ...(span === null ? [] : [{ path: 'crowd.csv', text: crowdTable(sources, zones, span) }]),
    { path: 'audit.jsonl', text: actsOf(sources, ids) },
  ];
  return { papers, pictures: incident === null ? [] : await picturesOf(sources, incident) };
}

function alarmsOf(subject: ExportOrder['subject'], clips: readonly KeptClip[], incident: Incident | null): Set<string> {
  const ofClips = clips.flatMap(({ causes }) => causes.flatMap(({ kind, id }) => (kind === 'alarm' ? [id] : [])));
  const named = subject.kind === 'alarm' ? [subject.id] : subject.kind === 'clips' ? ofClips : [];
  return new Set([...named, ...(incident?.alarmId ? [incident.alarmId] : [])]);
}

function zonesOf(
  { cameras }: CaseSources,
  clips: readonly KeptClip[],
  incident: Incident | null,
  alarms: readonly Alarm[],
): Set<string> {
  const seen = new Set(clips.map(({ cameraId }) => cameraId));
  const views = cameras().flatMap(({ id, zones }) => (seen.has(id) ? zones.map(({ zone }) => zone) : []));
  const named = alarms.flatMap(({ subject }) => (subject.type === 'zone' ? [subject.id] : []));
  return new Set([...views, ...named, ...(incident?.place.zoneId ? [incident.place.zoneId] : [])]);
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

function spanOf(clips: readonly KeptClip[], incident: Incident | null, alarmTimes: readonly number[]): Span | null {
  const times = [...clips.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), ...alarmTimes];
  if (incident !== null) times.push(incident.createdMs, incident.updatedMs);
  return times.length === 0 ? null : { fromMs: Math.min(...times) - marginMs, toMs: Math.max(...times) + marginMs };
}

function incidentPapers({ incidents }: CaseSources, incident: Incident) {
  const events = incidents.events({ incidentId: incident.id, sinceSeq: 0, limit: mostEvents });
  const lines = events.map(({ seq, atMs, actor, change }) => JSON.stringify({ seq, at: iso(atMs), actor: actor.name, change }));
  return [
    { path: 'incident.json', text: `${JSON.stringify(incident, null, 2)}\n` },
    { path: 'timeline.jsonl', text: `${lines.join('\n')}\n` },
  ];
}

async function picturesOf({ incidents }: CaseSources, { id, attachments }: Incident): Promise<CasePapers['pictures']> {
  const found: CasePapers['pictures'][number][] = [];
  for (const { id: pictureId, by, atMs } of attachments) {
    const bytes = await incidents.pictures.read(id, pictureId);
    if (bytes !== null) found.push({ path: `pictures/${pictureId}.jpg`, jpeg: Buffer.from(bytes), facts: { by, at: iso(atMs) } });
  }
  return found;
}

type AlarmEvents = ReturnType<Store['alarms']['history']>['events'];

function alarmTable(events: AlarmEvents): string {
  const titleOf = alarmTexts('en');
  const rows = events.map(({ atMs, kind, actor, note, alarm }) => {
    return [
      iso(atMs),
      alarm.id,
      kind,
      alarm.priority,
      alarm.kind,
      alarm.subject.id,
      alarm.life,
      actor,
      note,
      titleOf(alarm).title,
    ];
  });
  return csv(['time', 'alarm', 'event', 'priority', 'kind', 'subject', 'state', 'by', 'note', 'title'], rows);
}

function crowdTable({ store }: CaseSources, zones: ReadonlySet<string>, { fromMs, toMs }: Span): string {
  const resolution = toMs - fromMs <= secondsUpToMs ? 'second' : 'minute';
  const rows = [...zones].flatMap((zone) =>
    store.history
      .zone({ zone, fromMs, toMs, resolution, limit: mostPoints, estimates: false })
      .points.map((point) => [
        point.timestamp,
        zone,
        point.count_mean,
        point.density_mean,
        point.band,
        point.confidence,
        point.source,
      ]),
  );
  return csv(['time', 'zone', 'count', 'density_per_m2', 'band', 'confidence', 'source'], rows);
}

function actsOf({ store }: CaseSources, ids: ReadonlySet<string>): string {
  const lines: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostAuditPages; page++) {
    const { entries, nextCursor } = store.audit.history({ limit: auditPage, ...(cursor === undefined ? {} : { cursor }) });
    for (const { seq, atMs, actor, action, target, details, hash } of entries) {
      const named = [...(target ?? '').split('/'), String(details['id'] ?? '')];
      if (named.some((id) => ids.has(id)))
        lines.push(JSON.stringify({ seq, at: iso(atMs), actor, action, target, details, hash }));
    }
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return lines
    .reverse()
    .map((line) => `${line}\n`)
    .join('');
}

type Cell = string | number | null | undefined;

function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a text that begins like a formula for one. */
function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = (cell ?? '').replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
