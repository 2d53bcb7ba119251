/**
 * /ws: a client sends pictures, and each that was looked at comes back as a result. A client has one picture in work and one that waits;
 * a newer one takes the place of that, which then gets no answer. What goes wrong with a picture is told, and the socket stays open.
 */
import { randomUUID } from 'node:crypto';
import {
  type FrameServerMessage,
  type FrameSettings,
  frameClientMessage,
  type frameErrorCodes,
} from '../../../src-contract/api/frames.ts';
import { sockets } from '../../../src-contract/api/sockets.ts';
import type { PictureAnswer } from '../../../src-contract/domain/frame-analysis.ts';
import type { Clock } from '../../clock.ts';
import { assertNever } from '../../errors.ts';
import { uploadBytes } from '../file-upload.ts';
import type { ServerLimits } from '../limits.ts';
import type { FramesPort } from '../ports.ts';
import type { SocketClient } from '../socket-client.ts';
import { cutMark, cutOutPicture, decodeBase64 } from '../wire/frame-text.ts';
import { decodeBase64Picture, frameResult } from '../wire/frames.ts';
import { encodeMessage } from '../wire/messages.ts';
import type { AcceptSockets } from './accept.ts';
import { readClientMessage } from './client-message.ts';
import { createFrameIntake } from './frame-intake.ts';

interface FrameSocketOptions {
  readonly accept: AcceptSockets;
  readonly frames: FramesPort;
  /** The clients that are in; this fills and empties it. */
  readonly clients: Set<SocketClient>;
  readonly clock: Clock;
  readonly limits: ServerLimits;
}

interface SentFrame {
  readonly encoded: () => Uint8Array;
  /** As the client gave it; null when it gave none. */
  readonly timestamp: number | null;
  readonly settings: FrameSettings;
}

type FrameErrorCode = (typeof frameErrorCodes)[number];

const tryAgainLater = 1013;

export function serveFrameSocket({ accept, frames, clients, clock, limits }: FrameSocketOptions): void {
  accept({
    contract: sockets.frames,
    kind: 'frames',
    // Frames up to this are refused in words; a larger one ends the connection (1009) with its first bytes.
    messageBytes: 2 * uploadBytes(frames.mostBytes),
    open(client) {
      if (clients.size >= frames.mostClients) {
        const message = `${frames.mostClients} clients are connected already (MAX_CONCURRENT_CONNECTIONS); try again later.`;
        complain(client, 'CONNECTION_LIMIT', message, null);
        client.close(tryAgainLater, 'too many clients');
        return;
      }
      serveClient(client);
    },
  });

  function serveClient(client: SocketClient): void {
    const id = randomUUID();
    const intake = createFrameIntake(client, limits, () => clients.size);
    clients.add(client);
    client.onClose(() => {
      clients.delete(client);
      frames.leave(id);
    });
    const fail = (code: FrameErrorCode, message: string, timestamp: number | null): void => {
      const say = code === 'PROCESSING_ERROR' ? 'why' : intake.judgeError();
      if (say === 'why') complain(client, code, message, timestamp);
      else if (say === 'too-many') complain(client, 'RATE_LIMITED', tooManyErrors, null);
    };
    client.onMessage((data, isBinary) => {
      intake.took(data.byteLength);
      if (intake.isClosed()) return;
      if (!isBinary && data.byteLength > uploadBytes(frames.mostBytes)) {
        fail('FRAME_TOO_LARGE', `A frame has at most ${frames.mostBytes} bytes (MAX_FRAME_SIZE).`, null);
        return;
      }
      const read = isBinary ? binaryFrame(data) : textFrame(data);
      if (typeof read === 'string') fail('INVALID_FRAME', read, null);
      else void answer(read);
    });
    say(client, { event: 'connected', data: { client_id: id, server_time: clock.nowMs() } });

    async function answer({ encoded, timestamp, settings }: SentFrame): Promise<void> {
      const given = await frames.analyse(id, { encoded, minScore: settings.confidence_threshold ?? null });
      tell(given, settings, timestamp);
    }

    function tell(given: PictureAnswer, settings: FrameSettings, timestamp: number | null): void {
      switch (given.kind) {
        case 'found': {
          const context = { settings, crowdThreshold: frames.crowdThreshold, timestamp: timestamp ?? clock.nowMs() };
          say(client, { event: 'detection_result', data: frameResult(given.findings, context) });
          break;
        }
        case 'refused':
          fail(given.code, given.message, timestamp);
          break;
        case 'replaced':
          break;
        default:
          assertNever(given);
      }
    }
  }
}

const tooManyErrors = 'Too many frames that can not be read; nothing is read from you for a while.';

function binaryFrame(encoded: Uint8Array): SentFrame {
  return { encoded: () => encoded, timestamp: null, settings: {} };
}

/** Or what is wrong with the message. */
function textFrame(message: Buffer): SentFrame | string {
  const { text, base64 } = cutOutPicture(message);
  const read = readClientMessage(frameClientMessage, text);
  if (!read.ok) return read.problem;
  const { frame, timestamp, settings } = read.message.data;
  const isCut = base64 !== null && frame === cutMark;
  return { encoded: () => (isCut ? decodeBase64(base64) : decodeBase64Picture(frame)), timestamp: timestamp ?? null, settings };
}

function complain(client: SocketClient, code: FrameErrorCode, message: string, timestamp: number | null): void {
  const details = timestamp === null ? null : { timestamp };
  say(client, { event: 'error', data: { code, message, details } });
}

function say(client: SocketClient, message: FrameServerMessage): void {
  client.send(encodeMessage(message));
}
