/** Which past stretch is shown, at which time, and whether it plays. Written by the replay's controls and its clock alone; live data goes on beside it. */
import { create } from 'zustand';
import { routes } from '../../../src-contract/api/routes.ts';
import { stationNow } from '../../client/station-clock.ts';
import { rest } from '../station/session.ts';
import { useSite } from '../station/site-store.ts';
import { type Past, pastOf } from './past.ts';

export const spansMs = { '1': 3_600_000, '6': 6 * 3_600_000, '24': 24 * 3_600_000 } as const;
export type SpanHours = keyof typeof spansMs;
export const speeds = ['1', '5', '10', '60'] as const;
export type Speed = (typeof speeds)[number];

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly fault: unknown }
  | { readonly kind: 'ready'; readonly past: Past };

interface ReplayStore {
  readonly fromMs: number;
  readonly span: SpanHours;
  readonly atMs: number;
  readonly speed: Speed;
  readonly isPlaying: boolean;
  readonly loaded: Loaded;
}

export const useReplay = create<ReplayStore>(() => ({
  ...{ fromMs: 0, span: '1', atMs: 0, speed: '10', isPlaying: false },
  loaded: { kind: 'loading' },
}));

const hourMs = 3_600_000;
/** Three series of figures a zone, second by second for an hour: above it the station answers by the minute alone. */
const mostZonesBySecond = 30;

/** The whole hour around a time; of the present one, what there is of it. */
export function openReplay(atMs: number): void {
  showSpan(Math.floor(atMs / hourMs) * hourMs, '1', atMs);
}

export async function showSpan(fromMs: number, span: SpanHours, atMs = fromMs): Promise<void> {
  const loading: Loaded = { kind: 'loading' };
  useReplay.setState({ fromMs, span, atMs, isPlaying: false, loaded: loading });
  const toMs = Math.min(fromMs + spansMs[span], Math.max(stationNow(), fromMs + 1000));
  const loaded = await load(fromMs, toMs, span);
  // Another stretch was chosen meanwhile.
  if (useReplay.getState().loaded === loading) useReplay.setState({ loaded });
}

async function load(fromMs: number, toMs: number, span: SpanHours): Promise<Loaded> {
  const zones = useSite.getState().site?.zones.length ?? 0;
  const step = span === '1' && zones <= mostZonesBySecond ? 1 : 60;
  try {
    const query = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), step };
    return { kind: 'ready', past: pastOf(await rest.call(routes.replay, { query })) };
  } catch (fault) {
    return { kind: 'failed', fault };
  }
}

export function seek(atMs: number): void {
  const { loaded } = useReplay.getState();
  if (loaded.kind !== 'ready') return;
  const { fromMs, toMs } = loaded.past;
  useReplay.setState({ atMs: Math.min(toMs, Math.max(fromMs, atMs)) });
}

/** Whole steps of the record, forward or back. */
export function moveBy(steps: number): void {
  const { loaded, atMs } = useReplay.getState();
  if (loaded.kind === 'ready') seek(atMs + steps * loaded.past.stepMs);
}

export function togglePlay(): void {
  const { loaded, atMs, isPlaying, fromMs } = useReplay.getState();
  if (loaded.kind !== 'ready') return;
  // At the end, playing begins again.
  if (!isPlaying && atMs >= loaded.past.toMs) useReplay.setState({ atMs: fromMs });
  useReplay.setState({ isPlaying: !isPlaying });
}

/** One beat of the replay's clock: `elapsedMs` of real time at the chosen speed. */
export function beat(elapsedMs: number): void {
  const { loaded, atMs, speed, isPlaying } = useReplay.getState();
  if (!isPlaying || loaded.kind !== 'ready') return;
  seek(atMs + elapsedMs * Number(speed));
  if (useReplay.getState().atMs >= loaded.past.toMs) useReplay.setState({ isPlaying: false });
}
