/** The pipeline's heartbeat. In: the pipeline and the clock. Out: a part that ticks it four times a second while it runs. */
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Part } from './parts.ts';

const tickMs = 250;

/** A tick that throws is logged and tried again: alarms that could not be saved are not lost with it. */
export function ticksPart(pipeline: Pipeline, clock: Clock, log: Log): Part {
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  const tick = (): void => {
    try {
      pipeline.tick(clock.nowMs());
      failures = 0;
    } catch (error) {
      // Once a minute is enough in the log: the fault is a part's, and shown there.
      if (failures++ % (60_000 / tickMs) === 0) log.error({ error: errorText(error), failures }, 'tick failed; trying again');
    }
  };
  return {
    name: 'pipeline',
    start() {
      tick();
      timer = setInterval(tick, tickMs);
    },
    stop: () => clearInterval(timer),
  };
}
