/** What the page asks of the station about evidence. Throws StationError. */
import type { ClipReply } from '../../../src-contract/api/evidence.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { CauseKind, LockKind } from '../../../src-contract/domain/evidence.ts';
import { pathOf, type Reply } from '../../client/rest.ts';
import { rest } from '../station/session.ts';

export type ExportSubject =
  | { readonly kind: 'incident' | 'alarm'; readonly id: string }
  | { readonly kind: 'clips'; readonly ids: string[] };

export interface ClipFilter {
  readonly camera: string;
  readonly kind: CauseKind | '';
  readonly locked: boolean;
}

const pageSize = 60;

export function askClips(filter: ClipFilter, cursor: string | null, signal?: AbortSignal): Promise<Reply<typeof routes.clips>> {
  const query = {
    limit: pageSize,
    ...(filter.camera === '' ? {} : { camera: filter.camera }),
    ...(filter.kind === '' ? {} : { kind: filter.kind }),
    ...(filter.locked ? { locked: 'true' as const } : {}),
    ...(cursor === null ? {} : { cursor }),
  };
  return rest.call(routes.clips, signal === undefined ? { query } : { query, signal });
}

/** Null when it has gone. */
export async function askClip(id: string, signal: AbortSignal): Promise<ClipReply | null> {
  return (await rest.call(routes.clips, { query: { limit: 1, id }, signal })).clips[0] ?? null;
}

export function askClipsOf(cause: string, signal: AbortSignal): Promise<Reply<typeof routes.clips>> {
  return rest.call(routes.clips, { query: { limit: pageSize, cause }, signal });
}

export function askMarks(text: string, signal: AbortSignal): Promise<Reply<typeof routes.marks>> {
  return rest.call(routes.marks, { query: { limit: 200, ...(text === '' ? {} : { text }) }, signal });
}

export function askExports(signal: AbortSignal): Promise<Reply<typeof routes.exports>> {
  return rest.call(routes.exports, { signal });
}

export function askStorage(signal: AbortSignal): Promise<Reply<typeof routes.evidenceStorage>> {
  return rest.call(routes.evidenceStorage, { signal });
}

export function markMoment(camera: string): Promise<Reply<typeof routes.mark>> {
  return rest.call(routes.mark, { body: { camera } });
}

export function noteMark(id: string, note: string): Promise<Reply<typeof routes.noteMark>> {
  return rest.call(routes.noteMark, { params: { id }, body: { note } });
}

export function removeMark(id: string): Promise<unknown> {
  return rest.call(routes.removeMark, { params: { id } });
}

export function lockEvidence(target: { readonly kind: LockKind; readonly id: string }, reason: string): Promise<unknown> {
  return rest.call(routes.lockEvidence, { body: { ...target, reason } });
}

export function unlockEvidence(target: { readonly kind: LockKind; readonly id: string }, reason: string): Promise<unknown> {
  return rest.call(routes.unlockEvidence, { body: { kind: target.kind, id: target.id, reason } });
}

export function measureExport(subject: ExportSubject): Promise<Reply<typeof routes.measureExport>> {
  return rest.call(routes.measureExport, { body: { subject } });
}

export function startExport(
  subject: ExportSubject,
  reason: string,
  purpose: string | null,
): Promise<Reply<typeof routes.startExport>> {
  return rest.call(routes.startExport, { body: { subject, reason, purpose } });
}

export function proveExport(id: string): Promise<Reply<typeof routes.exportProof>> {
  return rest.call(routes.exportProof, { params: { id } });
}

export function removeExport(id: string): Promise<unknown> {
  return rest.call(routes.removeExport, { params: { id } });
}

export function videoAddress(id: string): string {
  return pathOf(routes.clipVideo.path, { params: { id } });
}

export function stillAddress(id: string): string {
  return pathOf(routes.clipStill.path, { params: { id } });
}

export function exportAddress(id: string): string {
  return pathOf(routes.exportFile.path, { params: { id } });
}
