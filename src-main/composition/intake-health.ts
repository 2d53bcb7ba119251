/** How the intakes and the readings' desk do: their lines of /health/detailed, and the alarms when sensors can't reach the station or get lost. */
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import { assertNever } from '../errors.ts';
import type { DeskFigures } from '../sensors/desk/reading-desk.ts';
import type { IntakeState, SensorIntake } from '../sources/sensors/intake.ts';
import type { IntakeName, StationIntake } from './intake.ts';

export interface IntakeParts {
  readonly intake: Pick<StationIntake, 'intakes' | 'held'>;
  readonly desk: DeskFigures;
  readonly nowMs: number;
}

/** A loss is shown this long. */
const lossShownMs = 60_000;
/** Senders who wait so long are not being kept up with; shorter is how a burst is taken. */
const heldTooLongMs = 10_000;
const names: Readonly<Record<IntakeName, string>> = { mqtt: 'MQTT', tcp: 'TCP' };

export function intakeHealth(parts: IntakeParts): PartHealth[] {
  const { intake, desk } = parts;
  const lost = readingsFault(parts);
  const waiting = `${desk.waiting + intake.held().count} readings wait`;
  return [
    ...[...intake.intakes].map(([name, each]) => oneHealth(name, each)),
    {
      name: 'sensors',
      state: desk.fault !== null ? 'down' : lost === null ? 'ok' : 'degraded',
      detail: `${lost === null ? '' : `${lost}; `}${waiting}; ${desk.lost} not taken since the start`,
      latency_ms: null,
    },
  ];
}

function oneHealth(name: IntakeName, intake: SensorIntake): PartHealth {
  const { clients, refused } = intake.figures();
  const state = intake.state();
  const fault = faultOf(state);
  const detail = fault ?? `${stateText(state)}; ${clients} connected, ${refused} refused since the start`;
  return { name, state: fault === null ? 'ok' : 'down', detail, latency_ms: null };
}

function stateText(state: IntakeState): string {
  switch (state.kind) {
    case 'listening':
      return `listens on ${state.host}:${state.port}`;
    case 'connected':
      return `connected to ${state.broker} (MQTT ${state.protocol})`;
    case 'connecting':
    case 'lost':
      return `connecting to ${state.broker}`;
    case 'starting':
    case 'port-taken':
      return 'starting';
    default:
      return assertNever(state);
  }
}

function faultOf(state: IntakeState): string | null {
  switch (state.kind) {
    case 'port-taken':
      return state.reason;
    case 'lost':
      return `${state.broker}: ${state.reason}`;
    default:
      return null;
  }
}

/** Why readings are lost, or soon will be; null while they are all stored. */
function readingsFault({ intake, desk, nowMs }: IntakeParts): string | null {
  if (desk.fault !== null) return `they can't be stored (${desk.fault}): make room on the disk`;
  if (desk.lostMs !== null && nowMs - desk.lostMs < lossShownMs)
    return `more come than can be stored: ${desk.lost} were sent back`;
  const { sinceMs } = intake.held();
  return sinceMs !== null && nowMs - sinceMs > heldTooLongMs
    ? 'more come than can be stored: their senders are made to wait'
    : null;
}

export function intakeConditions(parts: IntakeParts): Condition[] {
  const lost = readingsFault(parts);
  const common = { latching: false, inhibitedBy: [], offDelayMs: 30_000 } as const;
  return [
    ...[...parts.intake.intakes].flatMap(([name, intake]): Condition[] => {
      const reason = faultOf(intake.state());
      if (reason === null) return [];
      return [
        {
          ...{ ...common, key: `intake-fault:part:${name}`, kind: 'intake-fault', subject: { type: 'part', id: name } },
          ...{ priority: 'medium', facts: { intake: names[name], reason }, onDelayMs: 10_000, timeToActS: 600 },
        },
      ];
    }),
    ...(lost === null
      ? []
      : [
          {
            ...{ ...common, key: 'readings-lost:part:sensors', kind: 'readings-lost' as const },
            ...{ subject: { type: 'part', id: 'sensors' } as const, priority: 'high' as const, facts: { reason: lost } },
            ...{ onDelayMs: 1000, timeToActS: 300 },
          },
        ]),
  ];
}
