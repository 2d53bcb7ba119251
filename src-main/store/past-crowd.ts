/** Zones over a past span in even steps, and what else happened in it. In: a span. Out: one value a step: seconds from samples, minutes and more from roll-ups. */
import type { PastClip, PastMark, PastZone } from '../../src-contract/domain/replay-records.ts';
import type { Connection } from './database.ts';

export interface PastCrowd {
  /** `stepS` below 60, or whole minutes. Steps without anything stored are null, and of unknown band. */
  zones(query: {
    readonly zoneIds: readonly string[];
    readonly fromMs: number;
    readonly toMs: number;
    readonly stepS: number;
  }): PastZone[];
  /** Oldest first, as are clips. */
  marks(query: SpanQuery): PastMark[];
  /** Those with pictures that reach into the span. */
  clips(query: SpanQuery): PastClip[];
}

interface SpanQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

interface StepRow {
  readonly step: number;
  readonly zone: string;
  readonly count: number | null;
  readonly density: number | null;
  readonly band: number;
}

const stepOf = 'CAST((at_s - ?) / ? AS INTEGER)';
const fromSamples = `SELECT ${stepOf} AS step, names.id AS zone, avg(count) AS count, max(density) AS density, max(band) AS band
  FROM samples JOIN names ON names.no = samples.zone WHERE at_s >= ? AND at_s < ? GROUP BY zone, step`;
const fromMinutes = `SELECT ${stepOf} AS step, names.id AS zone, sum(count_sum) / sum(count_n) AS count, max(density_max) AS density,
    max(band) AS band
  FROM names JOIN rollups_minute ON rollups_minute.zone = names.no WHERE at_s >= ? AND at_s < ? GROUP BY names.no, step`;
const marksSql = `SELECT e.at_ms AS atMs, 'incident-' || e.kind AS kind, e.incident_id AS id, i.incident ->> '$.title' AS title
  FROM incident_events AS e LEFT JOIN incidents AS i ON i.id = e.incident_id
  WHERE e.at_ms >= ? AND e.at_ms < ? AND e.kind IN ('opened', 'resolved')
  UNION ALL SELECT at_ms, 'evidence-mark', id, nullif(note, '') FROM marks WHERE at_ms >= ? AND at_ms < ?
  ORDER BY atMs LIMIT ?`;
const clipsSql = `SELECT id, camera_id AS cameraId, from_ms AS fromMs, to_ms AS toMs FROM clips
  WHERE from_ms < ? AND to_ms >= ? AND frames > 0 ORDER BY from_ms LIMIT ?`;

export function createPastCrowd(reader: Connection): PastCrowd {
  const seconds = reader.query<number[], StepRow>(fromSamples);
  const minutes = reader.query<number[], StepRow>(fromMinutes);
  const marks = reader.query<number[], PastMark>(marksSql);
  const clips = reader.query<number[], PastClip>(clipsSql);
  return {
    zones({ zoneIds, fromMs, toMs, stepS }) {
      const [fromS, toS] = [Math.floor(fromMs / 1000), Math.ceil(toMs / 1000)];
      const steps = Math.ceil((toS - fromS) / stepS);
      const zones = new Map(zoneIds.map((id) => [id, emptyZone(id, steps)]));
      for (const { step, zone, count, density, band } of (stepS < 60 ? seconds : minutes).all(fromS, stepS, fromS, toS)) {
        const known = zones.get(zone);
        if (known === undefined) continue;
        known.counts[step] = count;
        known.densities[step] = density;
        known.bands[step] = band;
      }
      return [...zones.values()];
    },
    marks: ({ fromMs, toMs, limit }) => marks.all(fromMs, toMs, fromMs, toMs, limit),
    clips: ({ fromMs, toMs, limit }) => clips.all(toMs, fromMs, limit),
  };
}

function emptyZone(id: string, steps: number) {
  const unknown = (): (number | null)[] => Array.from({ length: steps }, () => null);
  return { id, counts: unknown(), densities: unknown(), bands: Array.from({ length: steps }, () => 0) };
}
