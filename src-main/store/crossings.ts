/** Each crossing of a counting line. */
import type { LineCrossing } from '../../src-contract/domain/site-state.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connections } from './connections.ts';
import type { Names } from './names.ts';

export interface Crossings {
  /** Written within 100 ms. */
  add(crossings: readonly LineCrossing[]): void;
  /** How many crossed a line in either direction in each step of [fromMs, toMs). */
  perStep(query: { readonly line: string; readonly fromMs: number; readonly toMs: number; readonly stepMs: number }): number[];
  /** How many crossed each line, `fromMs` included, `toMs` not. */
  totals(span: { readonly fromMs: number; readonly toMs: number }): Map<string, { readonly in: number; readonly out: number }>;
}

export function createCrossings({ batch, reader }: Connections, writer: BatchWriter, names: Names): Crossings {
  const insert = batch.query<number[]>('INSERT INTO crossings (at_ms, line, camera, track, direction) VALUES (?, ?, ?, ?, ?)');
  const totals = reader.query<number[], { id: string; came: number; went: number }>(
    `SELECT names.id AS id, sum(direction = 1) AS came, sum(direction = -1) AS went
     FROM crossings JOIN names ON names.no = crossings.line WHERE at_ms >= ? AND at_ms < ? GROUP BY names.id`,
  );
  const perStep = reader.query<number[], { step: number; crossed: number }>(
    `SELECT CAST((at_ms - ?) / ? AS INTEGER) AS step, count(*) AS crossed
     FROM crossings WHERE line = ? AND at_ms >= ? AND at_ms < ? GROUP BY step`,
  );
  return {
    add(crossings) {
      writer.add(crossings.length, () => {
        for (const { atMs, lineId, cameraId, trackId, direction } of crossings)
          insert.run(atMs, names.number(lineId), names.number(cameraId), Math.trunc(trackId), direction === 'in' ? 1 : -1);
      });
    },
    perStep({ line, fromMs, toMs, stepMs }) {
      const steps: number[] = Array(Math.ceil((toMs - fromMs) / stepMs)).fill(0);
      const no = names.find(line);
      if (no === null) return steps;
      for (const { step, crossed } of perStep.all(fromMs, stepMs, no, fromMs, toMs)) steps[step] = crossed;
      return steps;
    },
    totals: ({ fromMs, toMs }) => new Map(totals.all(fromMs, toMs).map((row) => [row.id, { in: row.came, out: row.went }])),
  };
}
