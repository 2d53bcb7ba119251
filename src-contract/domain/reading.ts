/** What sensors say. A payload is what came; a reading is one that could be understood; a rejected one is kept with its reason. */

export const readingSources = ['mqtt', 'tcp', 'http'] as const;
export type ReadingSource = (typeof readingSources)[number];

export const riskLevels = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** One payload as it came in. */
export interface SensorPayload {
  readonly source: ReadingSource;
  /** JSON text. */
  readonly text: string;
  /** From the topic or from whose credentials it came with; they win over what the payload says. Null = it says so itself. */
  readonly type: string | null;
  readonly sensorId: string | null;
  /** Where it came in: an MQTT topic, a peer's address. For people who look for a wrong sender. */
  readonly origin: string;
  readonly receivedMs: number;
  /** Distinguishes a message that is sent again (an MQTT redelivery) from a new one alike; null where the sender has no such number. */
  readonly messageId: string | null;
}

/** What a model or a rule makes of a reading. `fogIntensity` 0..1; null = it says nothing of fog. */
export interface ReadingPrediction {
  readonly fogIntensity: number | null;
  readonly risk: RiskLevel;
  /** `rule:fog`, `rule:threshold:<field>`, `rule:none`, or `model:<name>`. */
  readonly by: string;
}

export interface Reading {
  readonly sensorId: string;
  /** One of `sensor-types.ts`, or any other word. */
  readonly type: string;
  readonly source: ReadingSource;
  /** When it was measured: the sensor's own time where it gives one. */
  readonly atMs: number;
  readonly receivedMs: number;
  /** As it came, at most 4,000 characters of it. */
  readonly raw: string;
  /** In the units of its type, calibrated. Of an unknown type: its numbers as they came. */
  readonly values: Readonly<Record<string, number>>;
  /** Null where nothing is known of its type. */
  readonly prediction: ReadingPrediction | null;
  /** With sensor and time, tells a reading from the same one sent again. A whole number of 53 bits. */
  readonly digest: number;
}

/** What came so long after it was measured says nothing of now: it is stored, never alerted. */
const lateAfterMs = 60_000;

export function isLate({ atMs, receivedMs }: Pick<Reading, 'atMs' | 'receivedMs'>): boolean {
  return receivedMs - atMs > lateAfterMs;
}

export interface StoredReading extends Reading {
  readonly seq: number;
}

/** A reading as it is told, once it is stored. */
export interface ToldReading extends StoredReading {
  /** Its sensor is approved: it may raise a site alarm. */
  readonly approved: boolean;
}

export const rejectReasons = [
  'too-large',
  'not-json',
  'not-an-object',
  'no-sensor',
  'bad-name',
  'bad-time',
  'future',
  'too-old',
  'missing-field',
  'not-a-number',
  'out-of-range',
  'unknown-unit',
  'too-many-sensors',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

export interface RejectedReading {
  readonly source: ReadingSource;
  readonly origin: string;
  readonly receivedMs: number;
  /** As far as they could be told. */
  readonly sensorId: string | null;
  readonly type: string | null;
  readonly reason: RejectReason;
  /** In English: what was found and what is allowed. */
  readonly detail: string;
  /** At most 2,000 characters. */
  readonly raw: string;
}

/** What became of a payload: said once it is on the disk, or can't be. */
export type TakenPayload =
  | { readonly kind: 'stored' }
  /** Stored before: it was sent again. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  /** Not taken, for want of room: send it again later. */
  | { readonly kind: 'full' };
