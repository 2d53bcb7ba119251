/**
 * The station's end of the port to the desktop shell that has started it. In: a running station and its alarms. Out: messages of
 * src-contract/shell-messages.ts, the alarms at most ten times a second; and what the shell asks for. Null where no shell has started it.
 */
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import {
  mostCallingAlarms,
  type ShellMessage,
  type StationMessage,
  shellMessage,
  type UpdateNote,
} from '../../src-contract/shell-messages.ts';
import { alarmTexts } from '../../src-contract/texts/alarm-texts.ts';
import { assertNever, errorText } from '../errors.ts';

/** As much of a station as a shell has to do with. */
export interface ShownStation {
  readonly stationName: string;
  readonly origin: string;
  /** Of the store that was put back at this start; null where none was. */
  readonly restoredFromMs: number | null;
  signInLink(): string;
  /** Rejects where there is none. */
  backUpForUpdate(): Promise<{ readonly name: string; readonly madeMs: number }>;
  noteUpdate(note: UpdateNote): void;
  /** By name. */
  downParts(): string[];
  openAlarms(): readonly Alarm[];
  /** After each change of an alarm. */
  onAlarm(listener: () => void): unknown;
}

export interface ShellLink {
  /** Again with each station that this process begins. */
  running(station: ShownStation): void;
  failed(reason: string): void;
  onStop(stop: () => void): void;
}

/** What Electron gives a process that it has forked. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

const tellEveryMs = 100;

export function linkToShell(): ShellLink | null {
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort | null };
  return parentPort === undefined || parentPort === null ? null : createShellLink(parentPort);
}

function createShellLink(port: ParentPort): ShellLink {
  let station: ShownStation | null = null;
  let stop = (): void => process.exit(0);
  let isTold = true;
  const say = (message: StationMessage): void => port.postMessage(message);
  const tellAlarms = (): void => {
    isTold = true;
    if (station !== null) say(alarmsNow(station.openAlarms()));
  };
  port.on('message', ({ data }) => {
    const asked = shellMessage.safeParse(data);
    // What it doesn't know must not end a station that runs.
    if (!asked.success) return;
    if (asked.data.kind === 'stop') stop();
    else if (asked.data.kind === 'alive') say({ kind: 'alive' });
    else if (station !== null) answer(asked.data, station);
  });
  function answer(asked: Exclude<ShellMessage, { kind: 'stop' | 'alive' }>, asking: ShownStation): void {
    switch (asked.kind) {
      case 'sign-in-link':
        say({ kind: 'sign-in-link', link: asking.signInLink() });
        break;
      case 'back-up':
        void backUp(asking).then(say);
        break;
      case 'down-parts':
        say({ kind: 'down-parts', names: asking.downParts() });
        break;
      case 'note-update':
        asking.noteUpdate(asked);
        break;
      default:
        assertNever(asked);
    }
  }
  return {
    running(shown) {
      station = shown;
      const { stationName, origin, restoredFromMs } = shown;
      say({ kind: 'running', stationName, origin, restoredFromMs });
      tellAlarms();
      shown.onAlarm(() => {
        if (isTold) setTimeout(tellAlarms, tellEveryMs).unref();
        isTold = false;
      });
    },
    failed: (reason) => say({ kind: 'failed', reason }),
    onStop(asked) {
      stop = asked;
    },
  };
}

async function backUp(station: ShownStation): Promise<StationMessage> {
  try {
    return { kind: 'backed-up', ...(await station.backUpForUpdate()) };
  } catch (error) {
    return { kind: 'not-backed-up', reason: errorText(error) };
  }
}

const english = alarmTexts('en');
const hindi = alarmTexts('hi');
const marathi = alarmTexts('mr');

function alarmsNow(open: readonly Alarm[]): StationMessage {
  const unacknowledged = open.filter(({ life }) => life === 'unacknowledged' || life === 'returned');
  const countOf = (priority: Alarm['priority']): number => unacknowledged.filter((alarm) => alarm.priority === priority).length;
  const calling = unacknowledged
    .filter(({ priority }) => priority === 'high')
    .map((alarm) => ({ alarm, sinceMs: alarm.callingSinceMs ?? alarm.raisedMs }))
    .sort((a, b) => a.sinceMs - b.sinceMs)
    .slice(0, mostCallingAlarms)
    .map(({ alarm, sinceMs }) => ({ id: alarm.id, sinceMs, texts: textsOf(alarm) }));
  return {
    kind: 'alarms',
    unacknowledged: { high: countOf('high'), medium: countOf('medium'), low: countOf('low') },
    activeHigh: open.filter(isPressing).length,
    calling,
  };
}

/** What an engineer has taken out of service would hold an update up for ever. */
function isPressing({ priority, active, acknowledged, life }: Alarm): boolean {
  return priority === 'high' && life !== 'out-of-service' && (active || !acknowledged);
}

function textsOf(alarm: Alarm) {
  const worded = (text: ReturnType<typeof english>) => ({ title: text.title, cause: text.cause });
  return { en: worded(english(alarm)), hi: worded(hindi(alarm)), mr: worded(marathi(alarm)) };
}
