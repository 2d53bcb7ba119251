/**
 * Imports of the map, one at a time: fetched or sent, read, compared, and held until a person applies it. In: orders. Out: where it stands;
 * what it holds is in the records. Whatever fails or is cancelled before it is applied has changed nothing.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AreaBox, ImportFacts, PlaceImport } from '../../../src-contract/domain/place-import.ts';
import type { PlaceImports } from '../../../src-contract/domain/place-records.ts';
import type { Clock } from '../../clock.ts';
import { errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { ExtractRefused } from './osm-element.ts';
import type { Overpass } from './overpass.ts';
import { readInWorker } from './read-in-worker.ts';

interface MapImportsOptions {
  readonly records: PlaceImports;
  readonly overpass: Overpass;
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
  readonly mostSilenceMs?: number;
}

export interface ImportOrder {
  readonly what: { readonly bytes: Uint8Array; readonly fileName: string } | { readonly area: AreaBox };
  readonly by: string;
  /** Applies it at once where nothing was imported before; else it waits all the same. */
  readonly apply: boolean;
}

export interface MapImports {
  state(): PlaceImport;
  /** Throws CONFLICT while another runs. Resolves at its end, with the fault if there was one. */
  start(order: ImportOrder): Promise<string | null>;
  /** Throws CONFLICT when nothing waits. */
  apply(by: string): void;
  /** Ends what runs, or forgets what waits; false where there is neither, or it is being applied. */
  cancel(): Promise<boolean>;
  /** Goes on with what a stop of the station interrupted. */
  resume(): void;
  stop(): Promise<void>;
}

type Running = Extract<PlaceImport, { kind: 'fetching' | 'reading' | 'applying' }>;
type Said = Omit<ImportFacts, 'mapMs' | 'readMs' | 'area'> & { readonly area: AreaBox | null };

export function createMapImports(options: MapImportsOptions): MapImports {
  const { records, overpass, clock, log } = options;
  let running: { state: Running; readonly abort: AbortController; ended: Promise<string | null> } | null = null;
  let failure: Extract<PlaceImport, { kind: 'failed' }> | null = null;

  const step = (state: Running): void => {
    if (running !== null) running.state = state;
  };
  const run = (state: Running, work: (signal: AbortSignal) => Promise<void>): Promise<string | null> => {
    if (running !== null) throw new KavachError('CONFLICT', 'An import of the map is running. Wait for its end, or cancel it.');
    const abort = new AbortController();
    running = { state, abort, ended: Promise.resolve(null) };
    failure = null;
    running.ended = work(abort.signal)
      .then(() => null)
      .catch((error: unknown) => {
        const reason = error instanceof ExtractRefused ? `The file can't be taken: ${error.message}.` : errorText(error);
        log.warn({ reason }, 'an import of the map ended without a result');
        failure = { kind: 'failed', reason, atMs: clock.nowMs() };
        return reason;
      })
      .finally(() => {
        running = null;
      });
    return running.ended;
  };

  const stage = async (bytes: Uint8Array, said: Said, signal: AbortSignal): Promise<void> => {
    step({ kind: 'reading', sinceMs: clock.nowMs(), from: said.from, share: 0 });
    const onProgress = (share: number): void => {
      if (running?.state.kind === 'reading') step({ ...running.state, share });
    };
    const { workerUrl, mostSilenceMs } = options;
    const limit = mostSilenceMs === undefined ? {} : { mostSilenceMs };
    const { area, mapMs, elements } = await readInWorker({ workerUrl, bytes, records, onProgress, signal, ...limit });
    const whole = said.area ?? area;
    if (elements === 0 || whole === null) throw new ExtractRefused('it holds nothing at all');
    records.compare({ ...said, area: whole, mapMs, readMs: clock.nowMs() });
    log.info({ from: said.from, elements }, 'an extract of the map was read and compared');
  };
  const applyAll = async (by: string, signal: AbortSignal): Promise<void> => {
    step({ kind: 'applying' });
    // Other work gets its turn in between; a stop may come in between as well, and the next start goes on.
    while (records.applySome({ by, atMs: clock.nowMs() })) {
      await nextTurn();
      signal.throwIfAborted();
    }
    log.info({ by }, 'an import of the map is in force');
  };
  /** What changes nothing needs nobody to look at it. */
  const isWithoutChange = (): boolean => {
    const { kinds, ways } = records.counts();
    return [ways, ...Object.values(kinds)].every(({ added, changed, removed }) => added + changed + removed === 0);
  };

  return {
    state: () => running?.state ?? failure ?? (records.staged() === null ? { kind: 'idle' } : { kind: 'waiting' }),
    start({ what, by, apply }) {
      const isFirst = records.last() === null;
      const sinceMs = clock.nowMs();
      const finish = async (signal: AbortSignal): Promise<void> => {
        if ((apply && isFirst) || isWithoutChange()) await applyAll(by, signal);
      };
      if ('bytes' in what) {
        const { bytes, fileName: from } = what;
        return run({ kind: 'reading', sinceMs, from, share: 0 }, async (signal) => {
          await stage(bytes, { source: 'file', from, area: null, complete: false, by }, signal);
          await finish(signal);
        });
      }
      const { area } = what;
      return run({ kind: 'fetching', sinceMs, from: '', attempt: 0 }, async (signal) => {
        const onAttempt = (server: string, attempt: number): void =>
          step({ kind: 'fetching', sinceMs, from: new URL(server).host, attempt });
        const take = (bytes: Uint8Array, server: string): Promise<void> =>
          stage(bytes, { source: 'overpass', from: new URL(server).host, area, complete: true, by }, signal);
        await overpass.ask({ area, signal, onAttempt, take });
        await finish(signal);
      });
    },
    apply(by) {
      if (records.staged() === null) throw new KavachError('CONFLICT', 'No import waits to be applied.');
      void run({ kind: 'applying' }, (signal) => applyAll(by, signal));
    },
    async cancel() {
      if (running?.state.kind === 'applying') return false;
      if (running !== null) {
        const { abort, ended } = running;
        abort.abort(new Error('The import was cancelled. The map is as it was.'));
        await ended;
        return true;
      }
      const isWaiting = records.staged() !== null;
      if (isWaiting) records.clear();
      failure = null;
      return isWaiting;
    },
    resume() {
      const by = records.staged()?.applyingBy ?? null;
      if (by !== null) void run({ kind: 'applying' }, (signal) => applyAll(by, signal));
    },
    async stop() {
      running?.abort.abort(new Error('The station stops. The map is as it was.'));
      await running?.ended;
    },
  };
}
