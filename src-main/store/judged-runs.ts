/** Ticks as they were judged, compressed, some seconds a row. In: written runs. Out: those of a span, one at a time: a day of them is too much at once. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ReplayRecords } from '../../src-contract/domain/replay-records.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connection } from './database.ts';

interface RunRow {
  readonly no: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly ticks: number;
  readonly run: Uint8Array;
}

/** A run is some seconds long; one that began earlier can't reach into a span. */
const longestRunMs = 60_000;
/** A run of 500 zones is 2 MB of text; a row that claims more is broken. */
const mostTextBytes = 32 * 2 ** 20;

export function createJudgedRuns(batch: Connection, reader: Connection, writer: BatchWriter): ReplayRecords {
  const insert = batch.query<[number, number, number, Uint8Array]>(
    'INSERT INTO judged_runs (from_ms, to_ms, ticks, run) VALUES (?, ?, ?, ?)',
  );
  return {
    add: ({ fromMs, toMs, ticks, text }) =>
      writer.add(1, () => {
        insert.run(fromMs, toMs, ticks, deflateRawSync(text));
      }),
    between: readJudgedRuns(reader),
  };
}

/** For a thread with a connection of its own. */
export function readJudgedRuns(reader: Connection): ReplayRecords['between'] {
  const next = reader.query<number[], RunRow>(
    `SELECT no, from_ms, to_ms, ticks, run FROM judged_runs
     WHERE (from_ms, no) > (?, ?) AND from_ms < ? AND to_ms >= ? ORDER BY from_ms, no LIMIT 1`,
  );
  return function* between({ fromMs, toMs }) {
    let after: [number, number] = [fromMs - longestRunMs, 0];
    for (;;) {
      const row = next.get(...after, toMs, fromMs);
      if (row === undefined) return;
      after = [row.from_ms, row.no];
      const text = inflated(row.run);
      if (text !== null) yield { fromMs: row.from_ms, toMs: row.to_ms, ticks: row.ticks, text };
    }
  };
}

/** Null for a broken row: a gap, as if the station had been off. */
function inflated(run: Uint8Array): string | null {
  try {
    return inflateRawSync(run, { maxOutputLength: mostTextBytes }).toString('utf8');
  } catch {
    return null;
  }
}
