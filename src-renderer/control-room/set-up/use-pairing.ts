/** Asks the station every two seconds what became of a code, for as long as it is shown. */
import { useCallback } from 'react';
import type { PairingReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { stationNow } from '../../client/station-clock.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { type PairingOutcome, pairingOutcome } from './pairing.ts';

const everyMs = 2_000;

export interface MadeCode {
  readonly pairing: PairingReply;
  readonly code: string;
  /** Where the phone opens the station. */
  readonly origin: string;
  /** Sessions from before the code. */
  readonly knownIds: ReadonlySet<string>;
}

interface PairingWatch {
  readonly outcome: PairingOutcome;
  /** The station can't be asked just now. */
  readonly unsure: boolean;
}

export function usePairing({ pairing, knownIds }: MadeCode): PairingWatch {
  const ask = useCallback(
    async (signal: AbortSignal) => {
      // Codes first: a phone that joins in between shows as a new one next time, never as a code that is gone for nothing.
      const { pairing_codes: open } = await rest.call(routes.pairingCodes, { signal });
      const { sessions } = await rest.call(routes.sessions, { signal });
      return pairingOutcome({
        codeId: pairing.id,
        expiresMs: Date.parse(pairing.expires_at),
        nowMs: stationNow(),
        openCodeIds: open.map(({ id }) => id),
        sessions,
        knownIds,
      });
    },
    [pairing, knownIds],
  );
  const { asked } = useAsked(ask, everyMs);
  if (asked.kind !== 'ready') return { outcome: { kind: 'waiting' }, unsure: asked.kind === 'failed' };
  return { outcome: asked.value, unsure: asked.fault !== null };
}
