/** The past over REST: a stretch as it stood, where people stood, and trials of other thresholds. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { alarmEventReply, alarmReply } from '../wire/alarms.ts';
import { isoTime } from '../wire/figures.ts';
import { pastZoneReply, thresholdsFrom, thresholdsReply, whatIfStateReply } from '../wire/replay.ts';

type ReplayDeps = Pick<ServerDeps, 'replay' | 'clock' | 'site'>;

const dayMs = 86_400_000;
/** Three series a zone: what a page takes in within half a second, and this thread reads in less. */
const mostFigures = 400_000;
const mostAlarmEvents = 2000;
/** Of marks, and of clips. */
const mostMarks = 500;

export function registerReplayRoutes(register: Register, { replay, clock, site }: ReplayDeps): void {
  register(routes.replay, ({ query }) => {
    const { step: stepS } = query;
    const asked = spanOf(query.from, query.to, dayMs);
    if (stepS >= 60 && stepS % 60 !== 0) throw new KavachError('BAD_REQUEST', '`step` is below 60, or whole minutes: 60, 120, …');
    const span = { fromMs: Math.floor(asked.fromMs / (stepS * 1000)) * stepS * 1000, toMs: asked.toMs };
    const figures = 3 * site().zones.length * ((span.toMs - span.fromMs) / 1000 / (stepS < 60 ? 1 : stepS));
    if (figures > mostFigures)
      throw new KavachError(
        'BAD_REQUEST',
        'That is more than can be answered at once: ask for a shorter span, or steps of 60 s.',
      );
    const { events, truncated } = replay.alarmEvents({ ...span, limit: mostAlarmEvents });
    return {
      ...{ from: isoTime(span.fromMs), to: isoTime(span.toMs), step_s: stepS },
      zones: replay.crowd({ ...span, stepS }).map(pastZoneReply),
      alarms: { opened: replay.openAlarms(span.fromMs).map(alarmReply), events: events.map(alarmEventReply), truncated },
      marks: replay
        .marks({ ...span, limit: mostMarks })
        .map(({ atMs, kind, id, title }) => ({ at: isoTime(atMs), kind, id, title })),
      clips: replay
        .clips({ ...span, limit: mostMarks })
        .map(({ id, cameraId, fromMs, toMs }) => ({ id, camera: cameraId, from: isoTime(fromMs), to: isoTime(toMs) })),
    };
  });

  register(routes.replayPositions, ({ query }) => ({
    timestamp: query.at,
    positions: replay.positions(Date.parse(query.at)).map(([lon, lat]): [number, number] => [lon, lat]),
  }));

  register(routes.thresholds, () => thresholdsReply(replay.thresholds()));

  const state = () => whatIfStateReply(replay.whatIf.state());
  register(routes.whatIf, state);
  register(routes.startWhatIf, ({ body }) => {
    const toMs = body.to === undefined ? clock.nowMs() : Date.parse(body.to);
    const fromMs = body.from === undefined ? toMs - dayMs : Date.parse(body.from);
    requireZones(Object.keys(body.thresholds.zones));
    replay.whatIf.start(thresholdsFrom(body.thresholds), spanOf(isoTime(fromMs), isoTime(toMs), 7 * dayMs));
    return state();
  });
  register(routes.cancelWhatIf, async () => {
    await replay.whatIf.cancel();
    return state();
  });

  function requireZones(ids: readonly string[]): void {
    const known = new Set(site().zones.map(({ id }) => id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) throw new KavachError('NOT_FOUND', `No zone ${unknown.join(', ')} here: leave its thresholds out.`);
  }
}

function spanOf(from: string, to: string, mostMs: number): { fromMs: number; toMs: number } {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (fromMs >= toMs) throw new KavachError('BAD_REQUEST', '`from` must be earlier than `to`.');
  if (toMs - fromMs > mostMs)
    throw new KavachError(
      'BAD_REQUEST',
      `Ask for at most ${mostMs / 3_600_000} hours: move \`from\` and \`to\` closer together.`,
    );
  return { fromMs, toMs };
}
