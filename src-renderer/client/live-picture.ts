/**
 * One camera's live socket: tells the codec, then hands out the stream's bytes and the overlay of each detection. Playing them is
 * left to the players.
 */
import { type LiveServerMessage, liveServerMessage, sockets } from '../../src-contract/api/sockets.ts';
import { createReconnectingSocket, type SocketState, socketUrl } from './reconnecting-socket.ts';
import { pathOf } from './rest.ts';

export type LiveStream = Extract<LiveServerMessage, { type: 'stream' }>;
export type LiveOverlay = Extract<LiveServerMessage, { type: 'overlay' }>;

export interface LivePictureOptions {
  readonly cameraId: string;
  readonly onStream: (stream: LiveStream) => void;
  readonly onBytes: (bytes: ArrayBuffer) => void;
  readonly onOverlay: (overlay: LiveOverlay) => void;
  readonly onState: (state: SocketState) => void;
}

/** Returns its end. */
export function openLivePicture({ cameraId, onStream, onBytes, onOverlay, onState }: LivePictureOptions): () => void {
  const socket = createReconnectingSocket({
    url: socketUrl(pathOf(sockets.live.path, { params: { id: cameraId } })),
    onState,
    onMessage: (data) => {
      if (typeof data !== 'string') {
        onBytes(data);
        return;
      }
      const message = parse(data);
      if (message?.type === 'stream') onStream(message);
      else if (message?.type === 'overlay') onOverlay(message);
    },
  });
  return () => socket.close();
}

function parse(text: string): LiveServerMessage | null {
  try {
    const parsed = liveServerMessage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
