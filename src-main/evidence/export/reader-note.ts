/** README.txt of an export: what is in it and how to check it, for whoever gets it. In English, as the rest of the archive's names. */
import type { CaseExport } from '../../../src-contract/domain/evidence.ts';

export interface ReaderFacts {
  readonly station: string;
  readonly made: Pick<CaseExport, 'order' | 'by' | 'atMs'>;
  readonly fingerprint: string;
  /** What found the people whose faces are hidden; null where nothing is hidden. */
  readonly foundBy: string | null;
}

export function readerNote({ station, made, fingerprint, foundBy }: ReaderFacts): string {
  const { order, by, atMs } = made;
  const subject =
    order.subject.kind === 'clips' ? `${order.subject.ids.length} clips` : `${order.subject.kind} ${order.subject.id}`;
  return [
    `Evidence of ${station}`,
    '',
    `Subject: ${subject}`,
    `Exported by ${by} on ${new Date(atMs).toISOString()} (UTC)`,
    `Reason: ${order.reason}`,
    ...(foundBy === null ? untouched(order.purpose ?? '') : hidden(foundBy)),
    '',
    'clips/            what the cameras sent, MP4',
    'snapshots/        one picture of each clip, at the moment it was kept for',
    'pictures/         pictures that staff attached to the incident',
    'incident.json, timeline.jsonl   the incident as it stands, and everything that happened to it',
    'alarms.csv        the life of the alarms, step by step',
    'crowd.csv         what was counted in the zones concerned; an empty field was not known',
    'audit.jsonl       what people did to this case, from the audit log',
    'manifest.jsonl    one record a file: its size, its SHA-256, where it comes from',
    '',
    'Times are UTC by the station’s clock.',
    '',
    'To check that nothing was changed: npm run verify -- THIS_FILE.zip (in a copy of Kavach; no station is needed).',
    'Each record of the manifest holds the hash of the one before; the last is signed with the station’s key (Ed25519).',
    'A signature only proves which key sealed it. Ask the station for its fingerprint, and compare:',
    fingerprint,
    '',
  ].join('\n');
}

function hidden(foundBy: string): string[] {
  return [
    '',
    'Faces are hidden. Clips, snapshots and pictures are copies made for this export; the manifest holds the SHA-256 of each original.',
    `People were found by ${foundBy}. It may have missed some: look through the copies before you pass them on.`,
  ];
}

function untouched(purpose: string): string[] {
  return ['', `Clips and pictures are untouched: faces can be recognised. Stated purpose: ${purpose}`];
}
