/** What the server may do with alarms: read those of the pipeline and the store, pass commands on, listen. */
import type { Clock } from '../clock.ts';
import type { Pipeline } from '../pipeline.ts';
import type { AlarmsPort } from '../server/ports.ts';
import type { StoredTransition } from '../store/alarms.ts';
import type { Store } from '../store/open-store.ts';

export function alarmsPort(
  pipeline: Pipeline,
  store: Store,
  clock: Clock,
  subscribe: (listener: (event: StoredTransition) => void) => () => void,
): AlarmsPort {
  return {
    open: () => ({ seq: store.alarms.newestSeq(), alarms: pipeline.openAlarms() }),
    history: (query) => store.alarms.history(query),
    command: (command) => pipeline.command(command, clock.nowMs()),
    subscribe,
  };
}
