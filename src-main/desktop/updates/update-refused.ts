/** Why something in a feed must not be installed here: what is wrong lies there, and looking again doesn't help. */
export type RefusalReason = 'not-signed' | 'unreadable' | 'other-station' | 'other-system' | 'older' | 'damaged';

export class UpdateRefused extends Error {
  readonly reason: RefusalReason;

  /** `message`: for the log. */
  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
