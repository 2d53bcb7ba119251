/** What the relay asks of an engine, and what it makes of an engine's answer: a link that failed is tried again, a refusal is not. */
import type { NumberedRelayEvent, SinkName } from '../../src-contract/domain/outbox.ts';

export interface Sink {
  readonly name: SinkName;
  /** Resolves when the engine can be sent to; at once when it could already. Throws why it can't. */
  connect(watch: SinkWatch): Promise<void>;
  /**
   * Resolves when the engine has all of them for good, in their order. Throws `EventRefused` when it will not take what one of them holds;
   * anything else thrown means that some may not have arrived, and that the same are to be sent again.
   */
  send(events: readonly NumberedRelayEvent[], watch: SinkWatch): Promise<void>;
  /** Lets go of the connection, and ends what is under way; the next `connect` begins anew. Never throws. */
  close(): Promise<void>;
}

export interface SinkWatch {
  /** A sink whose library tries again by itself says so. */
  onRetry(reason: string, delayMs: number): void;
}

/** The engine looked at the events and will never take one of them: too large, or something in it that its columns can't hold. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
}

/** Some libraries write a paragraph; a row on a screen holds less. */
const mostCharacters = 300;

/** The text of whatever an engine's library threw; where several tries failed, that of the last one that says anything. */
export function failureText(error: unknown): string {
  const text = textOf(error);
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

function textOf(error: unknown): string {
  if (error instanceof AggregateError) {
    const texts = error.errors.map(textOf).filter((text) => text !== '');
    return texts.at(-1) ?? error.message;
  }
  if (!(error instanceof Error)) return String(error);
  const text = error.message === '' ? error.name : error.message;
  return error.cause === undefined ? text : `${text} ${textOf(error.cause)}`;
}
