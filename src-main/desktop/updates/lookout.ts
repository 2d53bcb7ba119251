/**
 * Looks at the feed now and then: at the start, every few hours, sooner again after a fault. In: the installer's settings, what of earlier
 * looks is known. Out: an update that lies ready, or what is wrong with the feed, each told once.
 */
import type { UpdateSettings } from '../../../src-contract/update-feed.ts';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { UpdateLimits } from './limits.ts';
import { UpdateRefused } from './update-refused.ts';
import type { UpdateStateFile } from './update-state.ts';
import type { FetchedUpdate, InstallerEnding } from './ways/install-way.ts';
import type { UpdateWords } from './words.ts';

interface LookoutOptions {
  readonly settings: UpdateSettings;
  /** In use. */
  readonly version: string;
  readonly state: UpdateStateFile;
  readonly words: UpdateWords;
  readonly limits: UpdateLimits;
  readonly log: Log;
  /** Of the installers to fetch; null: it is only told that there is an update. */
  readonly ending: InstallerEnding | null;
  /** What is fetched must stay as it is. */
  readonly isBusy: () => boolean;
  /** Null: all is well with the feed. `isRefusal`: what the feed holds is not what it should. */
  readonly onProblem: (text: string | null, isRefusal: boolean) => void;
  readonly onReady: () => void;
}

export interface Lookout {
  start(): void;
  stop(): void;
  ready(): FetchedUpdate | null;
  /** The newer version that the feed has; null where it has none. */
  newer(): string | null;
}

export function createLookout(options: LookoutOptions): Lookout {
  const { settings, version, state, words, limits, log, ending, isBusy, onProblem, onReady } = options;
  let ready: FetchedUpdate | null = null;
  let newer: string | null = null;
  let next: NodeJS.Timeout | undefined;

  /** Returns after how long to look again. */
  async function look(): Promise<number> {
    const { newestSeen, refused } = state.read();
    const onSeen = (seen: string): void => state.note({ newestSeen: seen });
    try {
      // Loaded by the first look: a desktop that looks for no updates doesn't wait for it at its start.
      const { stationFeed } = await import('./station-feed.ts');
      const { fetchUpdate, findUpdate } = await import('./fetch-update.ts');
      const options = { feed: stationFeed(settings), version, folder: state.folder, log };
      const known = { newestSeen, refused };
      if (ending !== null) ready = await fetchUpdate({ ...options, ending }, known, onSeen);
      const found = ending !== null ? ready : await findUpdate(options, known, onSeen);
      newer = found === null || found.version === version ? null : found.version;
      if (newer !== null) log.info({ newer }, 'the feed has an update');
      onProblem(null, false);
      onReady();
      return limits.lookEveryMs * (0.75 + Math.random() / 2);
    } catch (error) {
      log.warn({ error: errorText(error) }, 'no update could be fetched');
      const isRefusal = error instanceof UpdateRefused;
      onProblem(isRefusal ? words.refused[error.reason] : words.unreachable, isRefusal);
      return limits.lookAgainMs;
    }
  }

  function lookIn(ms: number): void {
    next = setTimeout(async () => lookIn(isBusy() ? limits.lookAgainMs : await look()), ms);
  }

  return { start: () => lookIn(limits.firstLookMs), stop: () => clearTimeout(next), ready: () => ready, newer: () => newer };
}
