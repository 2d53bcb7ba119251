/**
 * Feeds a SourceBuffer one piece at a time. The queue is bounded: when the browser can't keep up, it is emptied and the player is told,
 * because a picture from the past is worse than a jump.
 */

/** The part of SourceBuffer that is used here, so that tests can stand in for it. */
export interface BufferLike {
  readonly updating: boolean;
  appendBuffer(bytes: ArrayBuffer): void;
  remove(fromS: number, toS: number): void;
  addEventListener(type: 'updateend' | 'error', run: () => void): void;
}

export interface AppendQueueOptions {
  readonly buffer: BufferLike;
  /** After each finished append or removal. */
  readonly onSettled: () => void;
  /** The stream must begin anew: pieces were lost, or the buffer refuses more. */
  readonly onBroken: (reason: 'overflow' | 'refused') => void;
  readonly most?: number;
}

export interface AppendQueue {
  push(bytes: ArrayBuffer): void;
  trimBefore(timeS: number): void;
  length(): number;
}

const mostWaiting = 150;

export function createAppendQueue({ buffer, onSettled, onBroken, most = mostWaiting }: AppendQueueOptions): AppendQueue {
  let waiting: ArrayBuffer[] = [];
  let trimS: number | null = null;
  let broken = false;

  const fail = (reason: 'overflow' | 'refused') => {
    if (broken) return;
    broken = true;
    waiting = [];
    onBroken(reason);
  };

  const work = () => {
    if (broken || buffer.updating) return;
    try {
      if (trimS !== null) {
        const until = trimS;
        trimS = null;
        buffer.remove(0, until);
        return;
      }
      const next = waiting.shift();
      if (next !== undefined) buffer.appendBuffer(next);
    } catch {
      // InvalidStateError: the buffer was taken away; QuotaExceededError: it is full.
      fail('refused');
    }
  };

  buffer.addEventListener('updateend', () => {
    if (broken) return;
    onSettled();
    work();
  });
  buffer.addEventListener('error', () => fail('refused'));
  return {
    push(bytes) {
      if (broken) return;
      waiting.push(bytes);
      if (waiting.length > most) fail('overflow');
      else work();
    },
    trimBefore(timeS) {
      if (timeS > 0) trimS = timeS;
      work();
    },
    length: () => waiting.length,
  };
}
