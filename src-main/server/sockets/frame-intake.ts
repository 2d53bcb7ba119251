/**
 * Bounds what the clients of /ws cost before any picture is looked at: reading and unpacking their messages takes this process's one
 * thread. Who sends more than its share of bytes, or mostly what can't be read, is read later; its own machine keeps the rest.
 */
import type { ServerLimits } from '../limits.ts';
import { createTalkLimit, type SocketClient } from '../socket-client.ts';

export interface FrameIntake {
  /** True while what the client says is passed over: it sent too much that can't be read. */
  isClosed(): boolean;
  took(bytes: number): void;
  /** What the client is told of a frame that can't be read: why, that there were too many, or nothing more for a while. */
  judgeError(): 'why' | 'too-many' | 'nothing';
}

type IntakeLimits = Pick<ServerLimits, 'frameBytesPerS' | 'badFrameBurst' | 'badFramesPerS' | 'badFramePauseMs'>;

/** A client that stopped for longer would seem dead to the hub's pings. */
const longestPauseMs = 5000;

export function createFrameIntake(
  client: Pick<SocketClient, 'pauseReading'>,
  limits: IntakeLimits,
  openClients: () => number,
): FrameIntake {
  const mayErr = createTalkLimit({ burst: limits.badFrameBurst, perS: limits.badFramesPerS });
  let closedUntilMs = 0;
  let bytesLeft = limits.frameBytesPerS;
  let atMs = performance.now();
  const isClosed = (): boolean => performance.now() < closedUntilMs;

  return {
    isClosed,
    took(bytes) {
      const nowMs = performance.now();
      const share = limits.frameBytesPerS / Math.max(1, openClients());
      bytesLeft = Math.min(share, bytesLeft + ((nowMs - atMs) / 1000) * share) - bytes;
      atMs = nowMs;
      if (bytesLeft < 0) client.pauseReading(Math.min(longestPauseMs, (-bytesLeft / share) * 1000));
    },
    judgeError() {
      if (isClosed()) return 'nothing';
      if (mayErr()) return 'why';
      closedUntilMs = performance.now() + limits.badFramePauseMs;
      client.pauseReading(limits.badFramePauseMs);
      return 'too-many';
    },
  };
}
