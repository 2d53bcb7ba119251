/** What a refused call means to the person who asked for it. Pure. */
import { StationError } from '../../client/errors.ts';

export type FaultKind = 'unreachable' | 'wrong' | 'not-allowed' | 'taken' | 'limited' | 'busy' | 'refused';

export function faultKind(error: unknown): FaultKind {
  if (!(error instanceof StationError)) return 'refused';
  switch (error.status) {
    case 0:
      return 'unreachable';
    case 401:
      return 'wrong';
    case 403:
      return 'not-allowed';
    case 409:
      return 'taken';
    case 429:
      return 'limited';
    case 503:
      return 'busy';
    default:
      return 'refused';
  }
}

/** The station's own words. */
export function faultMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
