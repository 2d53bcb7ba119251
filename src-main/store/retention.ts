/**
 * Removes what is older than the site file allows, and the oldest samples and tracks when the file is too large. In: the present
 * and the limits. Out: how much went. It works in pieces of a few milliseconds and lets the station's other work through between
 * them. Alarms go by their age alone, never for room.
 */
import { setImmediate } from 'node:timers/promises';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Connection } from './database.ts';
import type { OldestSeconds } from './oldest-seconds.ts';

/** What becomes of clips is evidence/'s. */
export type RetentionLimits = Omit<SiteConfig['retention'], 'clips_days' | 'clips_mb' | 'exports_days'>;

export interface RetentionReport {
  readonly removedRows: number;
  /** The file is larger than allowed, and nothing is left that may go. */
  readonly overSize: boolean;
}

export interface RetentionOptions {
  readonly batch: Connection;
  readonly oldest: OldestSeconds;
  readonly limits: RetentionLimits;
  readonly signal: AbortSignal;
}

/** 1,000 rows took 0.7 ms here (worst 8 ms), 200 pages given back 1.2 ms (worst 13 ms). */
const rowsPerStep = 1000;
const pagesPerStep = 200;
/** Kept free inside the file for what comes next: 1 MB, so that alarms have room at once when the disk is full. */
const sparePages = 256;
const dayMs = 86_400_000;

/** One table's rows that have had their time; `?` is the oldest time to keep, in the column's unit. */
interface Rule {
  readonly where: string;
  readonly keepFrom: (nowMs: number, limits: RetentionLimits) => number;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);
const zonesBefore = 'zone IN (SELECT no FROM names) AND at_s < ?';
const seriesBefore = 'series IN (SELECT no FROM names) AND at_ms < ?';
/** An incident keeps all of its events while it is there, so that they always tell how it came about. */
const ofNoIncident = 'WHERE at_ms < ? AND incident_id NOT IN (SELECT id FROM incidents)';
const plainTalk = "state = 'published' AND reports = 0 AND json_extract(message, '$.decision') IS NULL";
const ofPlainTalk = "kind IN ('posted', 'edited') AND message_id NOT IN (SELECT id FROM chat_messages)";
const ofAnyType = 'type IN (SELECT no FROM names) AND at_ms < ?';
const ofAnySeries = 'series IN (SELECT no FROM reading_series) AND at_s < ?';
/** The longest window of the traffic API is a week; beyond, its hours and days answer. */
const minutesDays = 8;
/** A series makes 860 a day, and 200 series as many rows in a quarter as all else together; older ones say nothing of today's models. */
const predictionsDays = 90;
/** A zone without a sensor makes 1,440 a day. They fill holes in what is looked back on, which is weeks. */
const estimatesDays = 60;
const rules: readonly Rule[] = [
  { where: 'tracks WHERE at_s < ?', keepFrom: (nowMs, limits) => seconds(nowMs - limits.tracks_days * dayMs) },
  { where: 'judged_runs WHERE from_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.replay_days * dayMs },
  { where: 'samples WHERE at_s < ?', keepFrom: (nowMs, limits) => seconds(nowMs - limits.samples_days * dayMs) },
  { where: 'crossings WHERE at_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.samples_days * dayMs },
  { where: `rollups_minute WHERE ${zonesBefore}`, keepFrom: (nowMs, limits) => seconds(nowMs - limits.rollups_days * dayMs) },
  { where: `rollups_hour WHERE ${zonesBefore}`, keepFrom: (nowMs, limits) => seconds(nowMs - limits.rollups_days * dayMs) },
  { where: `readings WHERE ${ofAnyType}`, keepFrom: (nowMs, limits) => nowMs - limits.samples_days * dayMs },
  { where: 'rejected_readings WHERE received_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.samples_days * dayMs },
  { where: `reading_minutes WHERE ${ofAnySeries}`, keepFrom: (nowMs) => seconds(nowMs - minutesDays * dayMs) },
  { where: `reading_hours WHERE ${ofAnySeries}`, keepFrom: (nowMs, limits) => seconds(nowMs - limits.rollups_days * dayMs) },
  { where: `reading_days WHERE ${ofAnySeries}`, keepFrom: (nowMs, limits) => seconds(nowMs - limits.rollups_days * dayMs) },
  {
    where: `predictions WHERE ${seriesBefore}`,
    keepFrom: (nowMs, limits) => nowMs - Math.min(limits.rollups_days, predictionsDays) * dayMs,
  },
  {
    where: `estimates WHERE ${zonesBefore}`,
    keepFrom: (nowMs, limits) => seconds(nowMs - Math.min(limits.rollups_days, estimatesDays) * dayMs),
  },
  { where: 'train_visits WHERE at_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.rollups_days * dayMs },
  { where: 'weather_hours WHERE at_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.rollups_days * dayMs },
  { where: 'live_trains WHERE at_ms < ?', keepFrom: (nowMs) => nowMs - dayMs },
  { where: 'alarm_events WHERE at_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: 'alarms WHERE closed_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: 'alarm_floods WHERE ended_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: 'incidents WHERE closed_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: `incident_events ${ofNoIncident}`, keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: `incident_reports ${ofNoIncident}`, keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  // What was held, removed or reported is evidence, and so is what operators did; it stays as long as alarms.
  { where: `chat_messages WHERE ${plainTalk} AND at_ms < ?`, keepFrom: (nowMs, limits) => nowMs - limits.chat_days * dayMs },
  { where: 'chat_messages WHERE at_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: `chat_acts WHERE ${ofPlainTalk} AND at_ms < ?`, keepFrom: (nowMs, limits) => nowMs - limits.chat_days * dayMs },
  { where: 'chat_acts WHERE at_ms < ?', keepFrom: (nowMs, limits) => nowMs - limits.alarms_days * dayMs },
  { where: 'chat_mutes WHERE until_ms < ?', keepFrom: (nowMs) => nowMs },
  { where: 'sessions WHERE expires_ms < ?', keepFrom: (nowMs) => nowMs },
  { where: 'one_time_codes WHERE expires_ms < ?', keepFrom: (nowMs) => nowMs },
  { where: 'pairing_codes WHERE expires_ms < ?', keepFrom: (nowMs) => nowMs },
];

export function createRetention({
  batch,
  oldest,
  limits,
  signal,
}: RetentionOptions): (nowMs: number) => Promise<RetentionReport> {
  const removals = rules.map(({ where, keepFrom }) => ({
    keepFrom,
    query: batch.query<number[]>(`DELETE FROM ${where} LIMIT ?`),
  }));
  const stop = async (): Promise<boolean> => {
    await setImmediate();
    return signal.aborted;
  };

  const removeAged = async (nowMs: number): Promise<number> => {
    let removed = 0;
    for (const { query, keepFrom } of removals) {
      for (let rows = rowsPerStep; rows === rowsPerStep; ) {
        if (await stop()) return removed;
        rows = query.run(keepFrom(nowMs, limits), rowsPerStep);
        removed += rows;
      }
    }
    return removed;
  };

  const removeForSize = async (): Promise<RetentionReport> => {
    let removedRows = 0;
    while (usedBytes(batch) > limits.max_database_mb * 2 ** 20) {
      if (await stop()) break;
      const rows = oldest.drop(rowsPerStep);
      if (rows === 0) return { removedRows, overSize: true };
      removedRows += rows;
    }
    return { removedRows, overSize: false };
  };

  const shrinkFile = async (): Promise<void> => {
    while (pragmaNumber(batch, 'freelist_count') > sparePages + pagesPerStep && !(await stop())) {
      batch.pragma(`incremental_vacuum(${pagesPerStep})`);
    }
  };

  return async (nowMs) => {
    const aged = await removeAged(nowMs);
    if (signal.aborted) return { removedRows: aged, overSize: false };
    const sized = await removeForSize();
    if (!signal.aborted) await shrinkFile();
    return { removedRows: aged + sized.removedRows, overSize: sized.overSize };
  };
}

/** What rows and indexes take up; free pages inside the file don't count, they are given back afterwards. */
function usedBytes(connection: Connection): number {
  return (
    (pragmaNumber(connection, 'page_count') - pragmaNumber(connection, 'freelist_count')) * pragmaNumber(connection, 'page_size')
  );
}

function pragmaNumber(connection: Connection, name: string): number {
  return Number(connection.pragma(name));
}
