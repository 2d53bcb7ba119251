/**
 * The steps from an installer that lies ready to the newer program in place, in an order that a kill may cut anywhere. In: the update, the
 * station, who asks. Out: how it ended; a high alarm between any two steps before the station's stop puts it off.
 */
import { errorText } from '../../errors.ts';
import type { Move, UpdateStateFile } from './update-state.ts';
import type { FetchedUpdate, InstallWay } from './ways/install-way.ts';

/** Why an update must wait. */
export type Hindrance = 'high-alarm' | 'station-down';

export interface InstallOptions {
  readonly state: UpdateStateFile;
  /** In use. */
  readonly version: string;
  readonly way: InstallWay;
  readonly station: {
    /** Null: nobody misses it for a minute. */
    hindrance(): Hindrance | null;
    /** Rejects with the reason where there is no backup. */
    backUp(): Promise<Move['backup']>;
    /** Names of its parts that are down. */
    downParts(): Promise<readonly string[]>;
    stop(): Promise<void>;
    start(): void;
  };
}

export type InstallEnd =
  /** This process must end now: the guard waits for it. */
  | { readonly kind: 'installed' }
  | { readonly kind: 'put-off'; readonly hindrance: Hindrance }
  | { readonly kind: 'failed'; readonly why: string };

export async function installUpdate(update: FetchedUpdate, options: InstallOptions): Promise<InstallEnd> {
  const { way, station } = options;
  const early = station.hindrance();
  if (early !== null) return { kind: 'put-off', hindrance: early };
  try {
    await way.layReady(update);
    const backup = await station.backUp();
    const downBefore = [...(await station.downParts())];
    const late = station.hindrance();
    if (late === null) return await exchange(update, { backup, downBefore }, options);
    await way.dropReady();
    return { kind: 'put-off', hindrance: late };
  } catch (error) {
    await way.dropReady().catch(() => undefined);
    // It stopped for the exchange alone; one that runs is left alone.
    station.start();
    return { kind: 'failed', why: errorText(error) };
  }
}

type Before = Pick<Move, 'backup' | 'downBefore'>;

async function exchange({ version: to }: FetchedUpdate, before: Before, options: InstallOptions): Promise<InstallEnd> {
  const { state, version: from, way, station } = options;
  const move: Move = { from, to, program: way.program, args: [...way.args], ...before };
  state.write({ phase: { kind: 'installing', ...move } });
  if (!way.needsPerson) await station.stop();
  try {
    await way.exchange();
    state.write({ phase: { kind: 'trial', ...move, starts: 0, endedInOrder: false, guard: null, desktop: null } });
    if (way.needsPerson) await stopOnceQuiet(station);
    await way.handOver(true);
    return { kind: 'installed' };
  } catch (error) {
    await way.undo();
    state.write({ phase: { kind: 'none' } });
    throw error;
  }
}

const lookEveryMs = 500;

/** The person took their time: an alarm may have come meanwhile. */
async function stopOnceQuiet(station: InstallOptions['station']): Promise<void> {
  while (station.hindrance() === 'high-alarm') await new Promise((done) => setTimeout(done, lookEveryMs));
  await station.stop();
}
