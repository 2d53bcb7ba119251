/** The parts of the station, started in order and stopped in reverse, each within a time limit, so that one that hangs holds up nobody. */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

export interface Part {
  readonly name: string;
  start(): void | Promise<void>;
  stop(): void | Promise<void>;
}

const stopLimitMs = 4000;

/** When a part fails to start, those before it are stopped, and its error is thrown. */
export async function startParts(parts: readonly Part[], log: Log): Promise<() => Promise<void>> {
  const started: Part[] = [];
  const stop = async (): Promise<void> => {
    for (let part = started.pop(); part !== undefined; part = started.pop()) await stopPart(part, log);
  };
  try {
    for (const part of parts) {
      const startedMs = performance.now();
      await part.start();
      started.push(part);
      log.info({ part: part.name, tookMs: Math.round(performance.now() - startedMs) }, 'part started');
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function stopPart(part: Part, log: Log): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((done) => {
    limit = setTimeout(() => done('late'), stopLimitMs);
  });
  try {
    const end = await Promise.race([part.stop(), late]);
    if (end === 'late') log.warn({ part: part.name, limitMs: stopLimitMs }, 'part did not stop in time');
  } catch (error) {
    log.error({ part: part.name, error: errorText(error) }, 'part failed to stop');
  } finally {
    clearTimeout(limit);
  }
}
