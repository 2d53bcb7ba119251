/**
 * What every intake of sensors has in common: what it is given (a desk to hand payloads to, who may speak), and what it says of itself.
 * What a payload means is left to sensors/.
 */
import type { Socket } from 'node:net';
import type { SensorPayload, TakenPayload } from '../../../src-contract/domain/reading.ts';

/** The station's desk, as far as an intake uses it. */
export interface Desk {
  take(payload: SensorPayload, done?: (taken: TakenPayload) => void): void;
  /** False while it would answer `full`. */
  hasRoom(): boolean;
}

/** What a key allows. A sensor's own key lets it speak for itself alone. */
export type Grant =
  | { readonly kind: 'sensor'; readonly sensorId: string }
  | { readonly kind: 'service'; readonly mayWrite: boolean; readonly mayRead: boolean };

export interface IntakeAccess {
  /** Null for a key that nobody knows. */
  grant(key: string): Grant | null;
  /** Sensors that are registered to speak from this address without a key. */
  sensorsAt(address: string): readonly string[];
  /** Notes a wrong key; false when there were too many from this address. */
  noteWrongKey(address: string): boolean;
}

export type IntakeState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'listening'; readonly host: string; readonly port: number }
  /** Somebody else has the port, or the address isn't this machine's; tried again for ever. */
  | {
      readonly kind: 'port-taken';
      readonly host: string;
      readonly port: number;
      readonly reason: string;
      readonly sinceMs: number;
    }
  | { readonly kind: 'connecting'; readonly broker: string; readonly sinceMs: number }
  | { readonly kind: 'connected'; readonly broker: string; readonly protocol: '3.1.1' | '5'; readonly sinceMs: number }
  | { readonly kind: 'lost'; readonly broker: string; readonly reason: string; readonly sinceMs: number };

export interface IntakeFigures {
  readonly clients: number;
  /** Payloads that were handed to the desk. */
  readonly payloads: number;
  /** What came and was no payload of a sensor that may speak: wrong keys, topics or addresses. */
  readonly refused: number;
  /** Retained values of an outside broker: no news, so not taken. */
  readonly retained: number;
  /** Messages that came again and were known. */
  readonly repeated: number;
}

export interface SensorIntake {
  start(): Promise<void>;
  stop(): Promise<void>;
  state(): IntakeState;
  figures(): IntakeFigures;
}

export const noFigures: IntakeFigures = { clients: 0, payloads: 0, refused: 0, retained: 0, repeated: 0 };

/** Longer payloads than this are cut, so that the desk refuses them without their weight. Characters; beyond the desk's own limit. */
const mostTextLength = 16_400;

/** The text of a payload, at most so much of it that the desk can tell that it is too large. */
export function payloadText(payload: Uint8Array | string): string {
  const text =
    typeof payload === 'string'
      ? payload
      : Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.byteLength, mostTextLength * 4)).toString('utf8');
  return text.length > mostTextLength ? text.slice(0, mostTextLength) : text;
}

/** Makes a way to take connections of which some speak TLS: `serve` gets a plain one as it came, and of TLS what is inside. */
export type Unwrap = (serve: (socket: Socket) => void) => (socket: Socket) => void;

/** Where no TLS is spoken. */
export const plainOnly: Unwrap = (serve) => serve;
