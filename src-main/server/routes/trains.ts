/** Trains over REST: what comes, reports of where they are, and the timetable. Its import lives in a scope of its own, for its size. */
import { z } from 'zod';
import { routes } from '../../../src-contract/api/routes.ts';
import { trainUpdateBody } from '../../../src-contract/api/trains.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';
import { incomingTrainReplyOf, timetableReplyOf, trainUpdateOf } from '../wire/trains.ts';

type TrainDeps = Pick<ServerDeps, 'trains' | 'station' | 'clock'>;

/** A report of the future, or of hours ago, comes from a clock that is wrong. */
const mostAheadMs = 60_000;
const mostOldMs = 3 * 3_600_000;

export function registerTrainRoutes(register: Register, { trains, station, clock }: TrainDeps): void {
  const state = () => timetableReplyOf(trains.facts(), trains.importing(), trains.today());

  register(routes.incomingTrains, ({ query }) => {
    const { station_id: stationId, line } = query;
    if (stationId !== undefined && stationId !== station.id)
      throw new KavachError('NOT_FOUND', `No station ${stationId} here; this one is ${station.id}.`);
    if (line !== undefined && !station.lines.includes(line))
      throw new KavachError('NOT_FOUND', `No line ${line} here; the lines are ${station.lines.join(', ')}.`);
    const nowMs = clock.nowMs();
    const coming = trains.incoming().filter((train) => line === undefined || train.line === line);
    return { timestamp: isoTime(nowMs), trains: coming.map((train) => incomingTrainReplyOf(train, nowMs)) };
  });

  register(routes.reportTrains, ({ body }) => {
    const reply = { taken: 0, late: 0, refused: [] as { index: number; reason: string }[] };
    for (const [index, report] of (Array.isArray(body) ? body : [body]).entries()) {
      const outcome = takeReport(report);
      if (outcome === 'taken' || outcome === 'late') reply[outcome] += 1;
      else reply.refused.push({ index, reason: outcome });
    }
    return reply;
  });

  /** `taken`, `late`, or why it is refused. */
  function takeReport(report: unknown): string {
    const read = trainUpdateBody.safeParse(report);
    if (!read.success) return z.prettifyError(read.error);
    const nowMs = clock.nowMs();
    const update = trainUpdateOf(read.data, nowMs);
    if (update.atMs > nowMs + mostAheadMs) return 'timestamp lies in the future; is the clock of the sender right?';
    if (update.atMs < nowMs - mostOldMs) return 'timestamp is more than three hours old';
    const outcome = trains.take(update);
    return outcome === 'full' ? 'more trains are reported than a station has; send those that come here' : outcome;
  }

  register(routes.timetable, state);
  register(routes.cancelTimetableImport, async () => {
    if (!(await trains.cancelImport())) throw new KavachError('CONFLICT', 'No timetable is being imported.');
    return state();
  });
  register(routes.removeTimetable, () => {
    trains.removeTimetable();
    return state();
  });
  register(routes.network, () => ({ network: trains.network }));
}

export function registerTimetableImport(register: Register, { trains }: Pick<ServerDeps, 'trains'>): void {
  register(routes.importTimetable, ({ body, caller }) => {
    const bytes = typeof body.file === 'string' ? new Uint8Array(Buffer.from(body.file, 'base64')) : body.file;
    trains.startImport({ bytes, fileName: body.name ?? 'timetable.zip', by: caller.name, stopId: body.stop_id ?? null });
    return timetableReplyOf(trains.facts(), trains.importing(), trains.today());
  });
}
