/**
 * Fetches the weather every ten minutes and keeps it. In: a provider, or none where nothing may be fetched. Out: the newest known, however
 * old, and how fetching goes. An answer that can't be believed changes nothing. What the figures mean is left to others.
 */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { CurrentWeather, WeatherFetching, WeatherHour, WeatherRecords } from '../../../src-contract/domain/weather.ts';
import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type WeatherProvider, WeatherRefusal } from './provider.ts';

interface WeatherWatchOptions {
  readonly provider: WeatherProvider | null;
  readonly place: LonLat;
  readonly records: WeatherRecords;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1. */
  readonly chance?: () => number;
}

export interface WeatherWatch {
  current(): CurrentWeather | null;
  hours(fromMs: number, toMs: number): readonly WeatherHour[];
  fetching(): WeatherFetching;
  /** One fetch now; never rejects. Called by the timer, and by tests. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const everyMs = 10 * 60_000;
const firstRetryMs = 30_000;

export function createWeatherWatch(options: WeatherWatchOptions): WeatherWatch {
  const { provider, place, records, clock, log, chance = Math.random } = options;
  const stopped = new AbortController();
  let current = records.current();
  let fetching: WeatherFetching = provider === null ? { kind: 'off' } : { kind: 'waiting' };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (provider === null) return;
    try {
      const report = await provider.fetch(place, clock.nowMs(), stopped.signal);
      if (stopped.signal.aborted) return;
      records.save(report);
      current = report.current;
      if (fetching.kind === 'failing') log.info({ tries: fetching.tries }, 'the weather is known again');
      fetching = { kind: 'working' };
    } catch (error) {
      if (!stopped.signal.aborted) noteFailure(error);
    }
  }

  function noteFailure(error: unknown): void {
    const reason = error instanceof WeatherRefusal ? error.message : `the weather could not be kept: ${errorText(error)}`;
    const before = fetching.kind === 'failing' ? fetching : { sinceMs: clock.nowMs(), tries: 0, reason: '' };
    if (before.reason !== reason) log.warn({ source: provider?.source, reason }, 'the weather could not be fetched');
    fetching = { kind: 'failing', reason, sinceMs: before.sinceMs, tries: before.tries + 1 };
  }

  function lookLater(delayMs: number): void {
    timer = setTimeout(() => {
      running = look().then(() => {
        if (!stopped.signal.aborted) lookLater(nextLookMs(fetching, chance()));
      });
    }, delayMs);
  }

  return {
    ...{ current: () => current, hours: records.hours, fetching: () => fetching, look },
    start() {
      const dueMs = current === null ? 0 : current.fetchedMs + everyMs;
      if (provider !== null) lookLater(Math.min(everyMs, Math.max(0, dueMs - clock.nowMs())));
    },
    async stop() {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Ten minutes; after a failure half a minute, then twice as long each time. Up to a fifth more by chance, so that stations don't ask at once. */
export function nextLookMs(fetching: WeatherFetching, chance: number): number {
  const tries = fetching.kind === 'failing' ? fetching.tries : null;
  const plainMs = tries === null ? everyMs : Math.min(everyMs, firstRetryMs * 2 ** Math.min(tries - 1, 10));
  return Math.round(plainMs * (1 + chance / 5));
}
