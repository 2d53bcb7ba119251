/**
 * One TCP connection of a sensor. In: its bytes. Out: a payload a line, at a pace that the desk keeps up with; who sends faster waits. Its first line
 * decides whether it may stay: it must be a JSON object (so that a web page can't post here), from this machine, from a registered address, or
 * with a key. What comes later and is no payload is counted by the desk.
 */
import type { Socket } from 'node:net';
import { isLoopback, plainAddress } from './broker-rules.ts';
import { type Grant, type IntakeAccess, payloadText } from './intake.ts';
import { createLineFraming } from './line-framing.ts';
import type { PatientDesk } from './patient-desk.ts';

export interface TcpClientOptions {
  readonly socket: Socket;
  readonly desk: PatientDesk;
  readonly access: IntakeAccess;
  readonly nowMs: () => number;
  readonly count: (what: 'payloads' | 'refused') => void;
}

export interface TcpClient {
  /** Ends it when it has been silent, or within one line, for too long. Called every few seconds. */
  sweep(nowMs: number): void;
}

/** Whom it speaks for. `any`: what its payloads say; else one of these. */
type Voice = 'any' | readonly string[];

/** A reading has at most 16,384 characters, and a character at most four bytes. */
const mostLineBytes = 65_540;
/** Lines that the desk hasn't answered yet, after which no more are read. */
const mostUnanswered = 1000;
/** What a gateway of a thousand sensors sends; faster is a fault, and is slowed down to this. */
const linesPerS = 5000;
const firstLineMs = 30_000;
const oneLineMs = 60_000;
/** Sensors that report each quarter of an hour stay connected. */
const silenceMs = 1_800_000;

export function createTcpClient({ socket, desk, access, nowMs, count }: TcpClientOptions): TcpClient {
  const address = plainAddress(socket.remoteAddress);
  const framing = createLineFraming(mostLineBytes);
  let voice: Voice | null = null;
  let unanswered = 0;
  let allowance = linesPerS;
  let filledMs = nowMs();
  let heardMs = filledMs;
  /** Since when a line has been coming. */
  let lineMs = filledMs;
  let pause: NodeJS.Timeout | undefined;

  const resume = (): void => {
    if (unanswered < mostUnanswered && pause === undefined) socket.resume();
  };
  const refuse = (message: string): void => {
    count('refused');
    socket.end(`${JSON.stringify({ error: message })}\n`);
    socket.destroySoon();
  };

  /** False: it was refused, or the line was its key. */
  const isReading = (line: string): boolean => {
    if (voice !== null) return true;
    const introduced = introduce(line, address, access);
    if (introduced.kind === 'refused') refuse(introduced.message);
    else voice = introduced.voice;
    return introduced.kind === 'speaks';
  };

  const takeLine = (line: string): void => {
    if (socket.writableEnded || !isReading(line) || voice === null) return;
    const sensorId = speaker(voice, line);
    if (sensorId === undefined) {
      count('refused');
      return;
    }
    count('payloads');
    unanswered++;
    allowance--;
    desk.take(
      { source: 'tcp', type: null, sensorId, text: payloadText(line), origin: address, receivedMs: nowMs(), messageId: null },
      () => {
        unanswered--;
        resume();
      },
    );
  };

  /** Lets the allowance grow with time, and waits where it is used up. */
  const keepPace = (): void => {
    const atMs = nowMs();
    allowance = Math.min(linesPerS, allowance + ((atMs - filledMs) / 1000) * linesPerS);
    filledMs = atMs;
    if (allowance < 0 && pause === undefined) {
      pause = setTimeout(
        () => {
          pause = undefined;
          keepPace();
          resume();
        },
        (-allowance / linesPerS) * 1000 + 1,
      );
    }
    if (pause !== undefined || unanswered >= mostUnanswered) socket.pause();
  };

  socket.on('data', (chunk) => {
    heardMs = nowMs();
    if (!framing.isWithinLine()) lineMs = heardMs;
    const lines = framing.push(chunk);
    if (lines.length > 0) lineMs = heardMs;
    lines.forEach(takeLine);
    keepPace();
  });
  // What a sensor leaves half said is no reading; that it has gone shows in its silence.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  socket.on('close', () => clearTimeout(pause));

  return {
    sweep(atMs) {
      if (socket.isPaused()) return;
      const isLate = voice === null ? atMs - lineMs > firstLineMs : framing.isWithinLine() && atMs - lineMs > oneLineMs;
      if (isLate || atMs - heardMs > silenceMs) socket.destroy();
    },
  };
}

type Introduction =
  /** `speaks`: the line is a reading; `known`: it was a key. */
  { readonly kind: 'speaks' | 'known'; readonly voice: Voice } | { readonly kind: 'refused'; readonly message: string };

function introduce(line: string, address: string, access: IntakeAccess): Introduction {
  const first = parseObject(line);
  if (first === null) return { kind: 'refused', message: 'Send one JSON object a line.' };
  if (typeof first['key'] === 'string') return introduceByKey(first['key'], address, access);
  if (isLoopback(address)) return { kind: 'speaks', voice: 'any' };
  const registered = access.sensorsAt(address);
  if (registered.length > 0) return { kind: 'speaks', voice: registered };
  const message = `Register a sensor with the address ${address}, or send {"key": "…"} as the first line.`;
  return { kind: 'refused', message };
}

function introduceByKey(key: string, address: string, access: IntakeAccess): Introduction {
  const grant = access.grant(key);
  if (grant !== null && (grant.kind === 'sensor' || grant.mayWrite)) return { kind: 'known', voice: voiceOf(grant) };
  if (grant !== null) return { kind: 'refused', message: 'This key may not send readings: it lacks the scope sensors:write.' };
  const mayTry = access.noteWrongKey(address);
  return { kind: 'refused', message: mayTry ? 'This key is not known here.' : 'Too many wrong keys. Wait a minute.' };
}

function voiceOf(grant: Grant): Voice {
  return grant.kind === 'sensor' ? [grant.sensorId] : 'any';
}

/** Whose the line is: null = as it says; undefined = of one for whom this sender may not speak. */
function speaker(voice: Voice, line: string): string | null | undefined {
  if (voice === 'any') return null;
  const [only, ...others] = voice;
  if (others.length === 0) return only;
  const said = parseObject(line)?.['sensor_id'];
  return voice.find((id) => id === said);
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  if (line.length > mostLineBytes) return null;
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
