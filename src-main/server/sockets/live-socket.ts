/**
 * /api/cameras/:id/live: a camera's untouched stream, as fMP4 fragments or MPEG-TS, with boxes beside it as text. Pictures start at a
 * key frame; a viewer that can't follow skips to the next one and is never cut for it.
 */
import type { FastifyRequest } from 'fastify';
import { closeCodes, sockets } from '../../../src-contract/api/sockets.ts';
import { assertNever } from '../../errors.ts';
import type { CamerasPort, LiveEvent } from '../ports.ts';
import type { SocketClient } from '../socket-client.ts';
import { encodeMessage } from '../wire/messages.ts';
import { createOverlayEncoder } from '../wire/pictures.ts';
import type { AcceptSockets } from './accept.ts';

const tryAgainLater = 1013;

export function serveLiveSocket(accept: AcceptSockets, cameras: CamerasPort): void {
  const encodeOverlay = createOverlayEncoder();
  accept({
    contract: sockets.live,
    kind: 'live',
    open(client, request) {
      // Nothing is expected from a viewer; reading keeps the limit on its talk.
      client.onText(() => {});
      const id = cameraId(request);
      if (!cameras.list().some((camera) => camera.id === id)) {
        client.close(closeCodes.notFound, 'no such camera');
        return;
      }
      const feed = cameras.live(id);
      if (feed === null) {
        client.close(tryAgainLater, 'this camera gives no live picture now');
        return;
      }
      const leaves = [
        feed.subscribe(createViewer(client)),
        cameras.overlays(id, (frame) => client.offer('overlay', encodeOverlay(frame))),
      ];
      client.onClose(() => {
        for (const leave of leaves) leave();
      });
    },
  });
}

/** Decides what of a live stream one viewer gets. With `mse`, a fragment is of use only after the init segment and a key frame. */
export function createViewer(client: Pick<SocketClient, 'send' | 'offerBinary'>): (event: LiveEvent) => void {
  let needs: 'init' | 'keyframe' | 'nothing' = 'init';
  let isMse = false;
  /** An init segment that had no room yet. */
  let pendingInit: Uint8Array | null = null;
  const sendInit = (): boolean => {
    if (pendingInit !== null && client.offerBinary(pendingInit)) pendingInit = null;
    return pendingInit === null;
  };
  const begin = (init: Extract<LiveEvent, { kind: 'init' }>): void => {
    isMse = init.codec === 'mse';
    needs = isMse ? 'keyframe' : 'nothing';
    pendingInit = init.codec === 'mse' ? init.data : null;
    const stream = init.codec === 'mse' ? { codec: init.codec, mime: init.mime } : { codec: init.codec };
    client.send(encodeMessage({ type: 'stream', ...stream }));
    sendInit();
  };
  const chunk = (data: Uint8Array, keyframe: boolean): void => {
    if (needs === 'init' || (needs === 'keyframe' && !keyframe)) return;
    const isSent = sendInit() && client.offerBinary(data);
    // An MPEG-1 decoder finds its own way back into the stream.
    needs = isSent || !isMse ? 'nothing' : 'keyframe';
  };
  return (event) => {
    switch (event.kind) {
      case 'init':
        begin(event);
        break;
      case 'chunk':
        chunk(event.data, event.keyframe);
        break;
      case 'end':
        needs = 'init';
        break;
      default:
        assertNever(event);
    }
  };
}

function cameraId(request: FastifyRequest): string {
  const { params } = request;
  return typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : '';
}
