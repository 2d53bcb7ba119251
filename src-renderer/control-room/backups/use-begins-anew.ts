/**
 * After a restore the station goes away and comes back as another one. In: what it was last asked. Out: whether that is going on; once it
 * answers again, the whole page is opened anew, since all that it knows is of the store before.
 */
import { useEffect, useState } from 'react';
import type { BackupsReply } from '../../../src-contract/api/backups.ts';
import type { Asked } from '../station/use-asked.ts';

export function useBeginsAnew(asked: Asked<BackupsReply>): boolean {
  const [waits, setWaits] = useState(false);
  const state = asked.kind === 'ready' && asked.fault === null ? asked.value.job.state : null;
  useEffect(() => {
    if (state === 'restoring') setWaits(true);
    else if (waits && state !== null) location.reload();
  }, [state, waits]);
  return waits;
}
