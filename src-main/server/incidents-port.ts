/** What the server needs of incidents; kavach.ts fills it. Times are station time, ms. */
import type { Attachment, Incident } from '../../src-contract/domain/incident.ts';
import type {
  IncidentCommand,
  IncidentPage,
  IncidentQuery,
  OwnReport,
  TasksShown,
} from '../../src-contract/domain/incident-command.ts';
import type { IncidentEvent, IncidentNews } from '../../src-contract/domain/incident-event.ts';
import type { Locale } from '../../src-contract/texts/language.ts';
import type { KavachErrorCode } from '../errors.ts';

export type IncidentAnswer =
  | { readonly ok: true; readonly incident: Incident }
  | { readonly ok: false; readonly code: KavachErrorCode; readonly message: string; readonly details?: unknown };

export interface IncidentsPort {
  /** Returns once it is on the disk. */
  command(command: IncidentCommand): IncidentAnswer;
  deliver(shown: TasksShown): void;
  find(id: string): Incident | null;
  /** Every incident that isn't resolved. */
  open(): readonly Incident[];
  list(query: IncidentQuery): IncidentPage;
  /** Events after `sinceSeq`: the newest `limit` of them, oldest first. */
  events(query: { readonly incidentId?: string; readonly sinceSeq: number; readonly limit: number }): readonly IncidentEvent[];
  /** The same from the other end: the oldest `limit` of them. */
  eventsFrom(query: { readonly incidentId: string; readonly sinceSeq: number; readonly limit: number }): readonly IncidentEvent[];
  reportsOf(incidentId: string, reporterId: string): readonly OwnReport[];
  /** Number of the newest event of any incident. */
  newestSeq(): number;
  /** Called once events are stored, in order of their numbers. */
  subscribe(listener: (news: IncidentNews) => void): () => void;
  readonly pictures: {
    /** Re-encoded and on the disk; throws INVALID_PICTURE. */
    save(
      incidentId: string,
      picture: { readonly bytes: Uint8Array; readonly name: string },
    ): Promise<Omit<Attachment, 'by' | 'atMs'>>;
    /** Null when the file has gone. */
    read(incidentId: string, attachmentId: string): Promise<Uint8Array | null>;
    remove(incidentId: string, attachmentId: string): Promise<void>;
  };
  /** The printable report, and the content security policy to send with it. */
  report(incident: Incident, locale: Locale): Promise<{ readonly html: string; readonly policy: string }>;
}
