/** A message of the contract → the bytes of one text message, made once and sent to all. */
import type { ChatServerMessage } from '../../../src-contract/api/chat.ts';
import type { CrowdUpdate } from '../../../src-contract/api/crowd.ts';
import type { FrameServerMessage } from '../../../src-contract/api/frames.ts';
import type { LiveServerMessage, RealTimeServerMessage, SensorAlert } from '../../../src-contract/api/sockets.ts';

export function encodeMessage(
  message: RealTimeServerMessage | LiveServerMessage | CrowdUpdate | FrameServerMessage | ChatServerMessage | SensorAlert,
): Buffer {
  return Buffer.from(JSON.stringify(message));
}
