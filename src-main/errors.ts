/** Failures that can happen in operation. A bug throws anything else. */

export type KavachErrorCode =
  | 'BAD_REQUEST'
  | 'VALIDATION_FAILED'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'HOST_REFUSED'
  | 'ORIGIN_REFUSED'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'UNAVAILABLE'
  | 'RATE_LIMITED'
  | 'INVALID_FRAME'
  | 'INVALID_PICTURE'
  | 'TOO_LARGE'
  | 'FRAME_TOO_LARGE'
  | 'PROCESSING_ERROR'
  | 'SITE_FILE_INVALID'
  | 'SETTING_INVALID'
  | 'PORT_TAKEN'
  | 'DATA_TAKEN'
  | 'STORE_NEWER'
  | 'PROGRAM_MISSING';

/** `message` says what went wrong and what to do; it is shown to people and never holds a secret. */
export class KavachError extends Error {
  readonly code: KavachErrorCode;
  readonly details: unknown;

  constructor(code: KavachErrorCode, message: string, details?: unknown) {
    super(message);
    this.name = 'KavachError';
    this.code = code;
    this.details = details;
  }
}

/** Makes a switch exhaustive: a new kind that nobody handles doesn't compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}

/** The text of whatever was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
