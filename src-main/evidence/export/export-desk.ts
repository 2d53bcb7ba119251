/**
 * Exports of cases: what one would hold, making it in the background (one at a time), its progress, its end, and the file for some days.
 * In: orders of people whom the server let through. Out: an export as it stands. Each step that matters is stored, so that a restart
 * knows what became of it.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ArchiveProof,
  CaseExport,
  EvidenceRecords,
  ExportOrder,
  ExportState,
  KeptClip,
  PeopleFinder,
} from '../../../src-contract/domain/evidence.ts';
import { errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { nothingFinds } from '../blur/blur-clip.ts';
import { type BuildTools, buildExport, type CasePapers } from './build-export.ts';
import { verifyArchive } from './verify-archive.ts';

export interface ExportDeskOptions extends BuildTools {
  readonly folder: string;
  readonly records: Pick<EvidenceRecords, 'putExport' | 'removeExport' | 'exports' | 'find' | 'ofCause'>;
  readonly gather: (order: ExportOrder, clips: readonly KeptClip[]) => Promise<CasePapers>;
  /** What would find people in pictures now. */
  readonly finder: () => Promise<PeopleFinder>;
  readonly freeBytes: () => number;
  readonly keepMs: number;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly log: Log;
}

export interface ExportDesk {
  /** After a restart: what was being made has failed. */
  open(): Promise<void>;
  measure(order: ExportOrder): { readonly clips: number; readonly bytes: number };
  /** Throws a KavachError that says why it can't be. */
  start(order: ExportOrder, by: string): Promise<CaseExport>;
  list(): readonly CaseExport[];
  /** Null unless it is ready. */
  file(id: string): string | null;
  verify(id: string): Promise<ArchiveProof | null>;
  /** Ends it, or removes its file. False when there is none. */
  remove(id: string): Promise<boolean>;
  /** Removes files whose days are over. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
}

/** Beside the file itself, its copies are on the disk while it is made. */
const roomFactor = 2.2;
const mostClips = 500;

export function createExportDesk(options: ExportDeskOptions): ExportDesk {
  const { folder, records, gather, finder, freeBytes, keepMs, newId, nowMs, log } = options;
  let working: { made: CaseExport; readonly ending: AbortController; done: Promise<void> } | null = null;
  const fileOf = (id: string): string => join(folder, `${id}.zip`);

  const clipsOf = ({ subject }: ExportOrder): KeptClip[] => {
    const clips = subject.kind === 'clips' ? subject.ids.flatMap((id) => records.find(id) ?? []) : [...records.ofCause(subject)];
    return clips.filter(({ state, frames }) => state === 'kept' && frames > 0).slice(0, mostClips);
  };
  const measure = (order: ExportOrder) => {
    const clips = clipsOf(order);
    return { clips: clips.length, bytes: clips.reduce((sum, { bytes }) => sum + bytes, 0) };
  };
  const list = (): CaseExport[] => records.exports().map((kept) => (kept.id === working?.made.id ? working.made : kept));

  const work = async (clips: readonly KeptClip[], foundBy: string | null): Promise<void> => {
    if (working === null) return;
    const { made, ending } = working;
    const put = (state: ExportState): void => {
      if (working !== null) working.made = { ...made, state };
    };
    const end = await (async (): Promise<ExportState> => {
      const papers = await gather(made.order, clips);
      const place = { file: fileOf(made.id), workFolder: join(folder, `${made.id}.work`) };
      const job = { ...papers, ...place, made, clips, foundBy, signal: ending.signal };
      const onStep = (done: number): void => put({ kind: 'working', done, of: clips.length });
      return { kind: 'ready', ...(await buildExport(options, { ...job, onStep })) };
    })().catch((error: unknown): ExportState => {
      if (ending.signal.aborted) return { kind: 'cancelled' };
      log.error({ error: errorText(error) }, 'an export failed');
      return { kind: 'failed', reason: errorText(error) };
    });
    if (end.kind !== 'ready') await rm(`${fileOf(made.id)}.part`, { force: true });
    records.putExport({ ...made, state: end });
    working = null;
  };

  return {
    async open() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const kept = records.exports();
      for (const made of kept)
        if (made.state.kind === 'working')
          records.putExport({ ...made, state: { kind: 'failed', reason: 'the station ended meanwhile; start it again' } });
      const files = new Set(kept.map(({ id }) => `${id}.zip`));
      for (const name of await readdir(folder))
        if (!files.has(name)) await rm(join(folder, name), { recursive: true, force: true });
    },
    measure,
    async start(order, by) {
      const clips = clipsOf(order);
      const { bytes } = measure(order);
      const foundBy = order.purpose === null ? finderWords(await finder()) : null;
      if (working !== null)
        throw new KavachError('CONFLICT', 'An export is being made. Wait for it, or cancel it, then start this one.');
      if (order.subject.kind === 'clips' && clips.length === 0)
        throw new KavachError('NOT_FOUND', 'None of these clips is here. Choose again from the list.');
      if (order.purpose === null && foundBy === null) throw new KavachError('UNAVAILABLE', nothingFinds);
      if (freeBytes() < bytes * roomFactor)
        throw new KavachError(
          'UNAVAILABLE',
          `The export needs about ${Math.ceil((bytes * roomFactor) / 1e6)} MB of free disk space. Make room, or choose fewer clips.`,
        );
      const atMs = nowMs();
      const state = { kind: 'working', done: 0, of: clips.length } as const;
      const made: CaseExport = { id: newId(), order, by, atMs, expiresMs: atMs + keepMs, clips: clips.length, state };
      records.putExport(made);
      working = { made, ending: new AbortController(), done: Promise.resolve() };
      working.done = work(clips, foundBy);
      return made;
    },
    list,
    file: (id) => (list().some((made) => made.id === id && made.state.kind === 'ready') ? fileOf(id) : null),
    async verify(id) {
      const isReady = list().some((made) => made.id === id && made.state.kind === 'ready');
      return isReady ? verifyArchive(fileOf(id)) : null;
    },
    async remove(id) {
      if (working?.made.id === id) {
        working.ending.abort();
        await working.done;
        return true;
      }
      if (!records.removeExport(id)) return false;
      await rm(fileOf(id), { force: true });
      return true;
    },
    async tidy() {
      const over = records.exports().filter(({ expiresMs, state }) => expiresMs < nowMs() && state.kind !== 'working');
      for (const { id } of over) {
        records.removeExport(id);
        await rm(fileOf(id), { force: true });
      }
    },
    async stop() {
      working?.ending.abort();
      await working?.done;
    },
  };
}

/** Null when nothing would find anybody. */
function finderWords({ face, body }: PeopleFinder): string | null {
  const named = [
    ...(face === null ? [] : [`the face model “${face}”`]),
    ...(body === null ? [] : [`for heads, the person model “${body}”`]),
  ];
  return named.length === 0 ? null : named.join(' and, ');
}
