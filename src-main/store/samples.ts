/** Crowd figures of each zone, one row a second. In: the figures as they are known then. Out: rows for roll-ups and history. */
import { type Band, bands } from '../../src-contract/domain/band.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connection } from './database.ts';
import type { Names } from './names.ts';
import type { Rollups } from './rollups.ts';

/** A `null` is unknown, never zero. */
export interface ZoneSample {
  readonly zoneId: string;
  readonly count: number | null;
  readonly densityPerM2: number | null;
  readonly band: Band;
  /** Persons that came in and went out since the sample before. */
  readonly inflow: number | null;
  readonly outflow: number | null;
  readonly confidence: number;
  /** True when a camera saw the zone in this second; false for estimates and for zones nobody sees. */
  readonly measured: boolean;
}

export interface Samples {
  /** Written within 100 ms. A second sample in one second replaces the figures and adds to the flows. */
  add(samples: { readonly atMs: number; readonly zones: readonly ZoneSample[] }): void;
}

export interface SamplesOptions {
  readonly batch: Connection;
  readonly writer: BatchWriter;
  readonly names: Names;
  readonly rollups: Rollups;
}

/** Null plus null stays unknown; a known flow is not lost to an unknown one. */
const addFlow = (column: string): string =>
  `CASE WHEN ${column} IS NULL THEN excluded.${column} ELSE ${column} + coalesce(excluded.${column}, 0) END`;

export function createSamples({ batch, writer, names, rollups }: SamplesOptions): Samples {
  const insert = batch.query<(number | null)[]>(
    `INSERT INTO samples (at_s, zone, count, density, band, inflow, outflow, confidence, measured)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (at_s, zone) DO UPDATE SET count = excluded.count, density = excluded.density, band = excluded.band,
       confidence = excluded.confidence, measured = excluded.measured,
       inflow = ${addFlow('inflow')}, outflow = ${addFlow('outflow')}`,
  );
  return {
    add({ atMs, zones }) {
      const atS = Math.floor(atMs / 1000);
      writer.add(zones.length, () => {
        for (const zone of zones) {
          const flows = [known(zone.inflow), known(zone.outflow)];
          const figures = [known(zone.count), known(zone.densityPerM2), bands.indexOf(zone.band)];
          insert.run(atS, names.number(zone.zoneId), ...figures, ...flows, known(zone.confidence) ?? 0, zone.measured ? 1 : 0);
        }
        rollups.touch(atS);
      });
    },
  };
}

/** NaN and infinity are as unknown as null. */
function known(figure: number | null): number | null {
  return figure !== null && Number.isFinite(figure) ? figure : null;
}
