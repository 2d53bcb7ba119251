/** A command to one incident: whether it is on its way, and what went wrong. When somebody was first, the present state is fetched. */
import { useState } from 'react';
import { StationError } from '../../client/errors.ts';
import { reloadIncident } from './incident-commands.ts';

export interface IncidentCommand {
  readonly waiting: boolean;
  /** What was thrown last time; null while it goes well. */
  readonly fault: unknown;
  /** Never rejects. True when it went well. */
  run(ask: () => Promise<unknown>): Promise<boolean>;
}

/** `onReloaded` hears the number of the state that is shown after a conflict. */
export function useIncidentCommand(incidentId: string, onReloaded?: (seq: number) => void): IncidentCommand {
  const [waiting, setWaiting] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  return {
    waiting,
    fault,
    async run(ask) {
      if (waiting) return false;
      setWaiting(true);
      setFault(null);
      try {
        await ask();
        return true;
      } catch (error) {
        if (error instanceof StationError && error.status === 409) onReloaded?.(await reloadIncident(incidentId));
        setFault(error);
        return false;
      } finally {
        setWaiting(false);
      }
    },
  };
}
