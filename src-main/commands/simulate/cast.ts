/**
 * Simulated sensors, each with its fault if it has one. In: how many, which faults, a seed. Out: one message after the other, the sensors in turn;
 * the same seed and times give the same messages.
 */
import { createRandom, type Random } from '../../twin/simulation/random.ts';
import { curves, type Figures, type SimulatedType, simulatedTypes } from './curves.ts';

/** `burst` is not a sensor's: it is how fast they all send. */
export const simulatedFaults = [
  'silent',
  'stuck',
  'drift',
  'out-of-range',
  'garbage',
  'late',
  'future',
  'duplicates',
  'burst',
] as const;
export type SimulatedFault = (typeof simulatedFaults)[number];

export interface SimulatedMessage {
  readonly type: SimulatedType;
  readonly sensorId: string;
  readonly text: string;
}

interface Sensor {
  readonly type: SimulatedType;
  readonly id: string;
  readonly fault: SimulatedFault | null;
  sent: number;
  /** What a stuck one says for ever; what a doubled one said last. */
  figures: Figures | null;
  last: string | null;
}

const lateMs = 120_000;
const aheadMs = 3_600_000;
/** A faulty sensor isn't always wrong. */
const wrongEach = 5;

export interface SensorCast {
  /** Null where it is the turn of one that is silent. */
  next(nowMs: number): SimulatedMessage | null;
}

export function createSensorCast({
  sensors: count,
  faults,
  seed,
}: {
  readonly sensors: number;
  readonly faults: readonly SimulatedFault[];
  readonly seed: number;
}): SensorCast {
  const random = createRandom(seed);
  const own = faults.filter((fault) => fault !== 'burst');
  const sensors = Array.from({ length: count }, (_, i): Sensor => {
    const type = simulatedTypes[i % simulatedTypes.length] ?? 'traffic';
    return { type, id: `sim-${type}-${i + 1}`, fault: own[i] ?? null, sent: 0, figures: null, last: null };
  });
  let turn = 0;
  return {
    next(nowMs) {
      const sensor = sensors[turn++ % sensors.length];
      if (sensor === undefined || sensor.fault === 'silent') return null;
      const text = speak(sensor, nowMs, random);
      sensor.sent++;
      sensor.last = text;
      return { type: sensor.type, sensorId: sensor.id, text };
    },
  };
}

function speak(sensor: Sensor, nowMs: number, random: Random): string {
  const { fault, sent, type, id } = sensor;
  if (fault === 'garbage' && sent % wrongEach === 0) return garbage[sent % garbage.length] ?? '{';
  if (fault === 'duplicates' && sent % 2 === 1 && sensor.last !== null) return sensor.last;
  const figures = faulty(sensor, curves[type](hourOf(nowMs), random));
  const atMs = fault === 'late' ? nowMs - lateMs : fault === 'future' ? nowMs + aheadMs : nowMs;
  return JSON.stringify({ sensor_id: id, type, ...figures, timestamp: atMs });
}

function faulty(sensor: Sensor, figures: Figures): Figures {
  const [main] = Object.keys(figures);
  if (main === undefined) return figures;
  const value = figures[main] ?? 0;
  switch (sensor.fault) {
    case 'stuck':
      sensor.figures ??= figures;
      return sensor.figures;
    case 'drift':
      return { ...figures, [main]: value * (1 + Math.min(0.5, sensor.sent / 500)) };
    case 'out-of-range':
      return sensor.sent % wrongEach === 0 ? { ...figures, [main]: 1e7 } : figures;
    default:
      return figures;
  }
}

const garbage = ['speed=17', '{"speed":', '[1,2,3]', '"", 3', '\u0000\u0001', '{"speed":NaN}'];

/** By this machine's clock, as the people who watch live by it. */
function hourOf(nowMs: number): number {
  const date = new Date(nowMs);
  return date.getHours() + date.getMinutes() / 60;
}
