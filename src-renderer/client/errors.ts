/** What a call to the station can end in, besides a reply. `code` is the station's own, or one of the four made here. */

export type LocalErrorCode = 'UNREACHABLE' | 'TIMEOUT' | 'BAD_REPLY' | 'HTTP_ERROR';

export class StationError extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What the station adds to its refusal; its form goes with the code. */
  readonly details: unknown;

  constructor(code: LocalErrorCode | (string & {}), message: string, status: number, details?: unknown) {
    super(message);
    this.name = 'StationError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** True when the page has no credentials (any more) and the operator must sign in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof StationError && error.status === 401;
}
