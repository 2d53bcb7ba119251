/**
 * Minutes and hours made from the samples. In: samples as they are stored. Out: rows of sums, maxima and how much of the step was
 * measured; means are made on reading. A step can be computed again at any time with the same result, so a restart or a late
 * sample only moves the mark of what has been done back.
 */
import type { Connection } from './database.ts';

export interface Rollups {
  /** A sample was written: its minute is computed again if it had been done. Inside the batch's transaction. */
  touch(atS: number): void;
  /** Computes every minute that has ended, and the hours they belong to; returns how many minutes. At most two hours a call. */
  advance(nowMs: number): number;
}

/** Samples of a minute's last second are on the disk 100 ms later; the rest is for a disk that stalls. */
const graceMs = 2000;
const minutesPerCall = 120;
const markKey = 'minutes_rolled_up_to_s';

const rolledColumns = [
  'count_sum',
  'count_n',
  'count_max',
  'density_sum',
  'density_n',
  'density_max',
  'inflow',
  'outflow',
  'band',
  'confidence_sum',
  'measured_s',
];
const replace = `ON CONFLICT (zone, at_s) DO UPDATE SET ${rolledColumns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

const minuteSql = `INSERT INTO rollups_minute (zone, at_s, ${rolledColumns.join(', ')})
  SELECT zone, ?, sum(count), count(count), max(count), sum(density), count(density), max(density),
    sum(inflow), sum(outflow), max(band), sum(confidence), sum(measured)
  FROM samples WHERE at_s >= ? AND at_s < ? GROUP BY zone ${replace}`;

const hourSql = `INSERT INTO rollups_hour (zone, at_s, ${rolledColumns.join(', ')})
  SELECT zone, ?, sum(count_sum), sum(count_n), max(count_max), sum(density_sum), sum(density_n), max(density_max),
    sum(inflow), sum(outflow), max(band), sum(confidence_sum), sum(measured_s)
  FROM rollups_minute WHERE zone IN (SELECT no FROM names) AND at_s >= ? AND at_s < ? GROUP BY zone ${replace}`;

export function createRollups(batch: Connection): Rollups {
  const minute = batch.query<number[]>(minuteSql);
  const hour = batch.query<number[]>(hourSql);
  const nextSample = batch.query<[number], { at_s: number | null }>('SELECT min(at_s) AS at_s FROM samples WHERE at_s >= ?');
  const saveMark = batch.query<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const saved = batch.query<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(markKey)?.value;
  let markS = saved === undefined ? 0 : Number(saved);

  const compute = (startS: number): void => {
    batch.transaction('roll up a minute', () => {
      minute.run(startS, startS, startS + 60);
      const hourS = stepStart(startS, 3600);
      hour.run(hourS, hourS, hourS + 3600);
      saveMark.run(markKey, String(startS + 60));
    });
    markS = startS + 60;
  };

  return {
    touch(atS) {
      const startS = stepStart(atS, 60);
      if (startS >= markS) return;
      markS = startS;
      saveMark.run(markKey, String(markS));
    },
    advance(nowMs) {
      let minutes = 0;
      for (; minutes < minutesPerCall; minutes++) {
        const atS = nextSample.get(markS)?.at_s ?? null;
        if (atS === null || (stepStart(atS, 60) + 60) * 1000 + graceMs > nowMs) break;
        compute(stepStart(atS, 60));
      }
      return minutes;
    },
  };
}

export function stepStart(atS: number, stepS: number): number {
  return Math.floor(atS / stepS) * stepS;
}
