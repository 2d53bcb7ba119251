/**
 * Plays an MPEG-TS stream of MPEG-1 video on a canvas, for cameras whose codec the browser can't play. The decoder is fetched only when
 * such a camera is on screen.
 */
import type { Player, PlayerEvents } from './player.ts';

interface Destination {
  write(bytes: ArrayBuffer): void;
}

export async function createMpeg1Player(canvas: HTMLCanvasElement, events: PlayerEvents): Promise<Player> {
  const { default: JSMpeg } = await import('@cycjimmy/jsmpeg-player');
  let destination: Destination | null = null;

  /** The decoder wants to open its own socket; ours is open already, so its source is one that is pushed into. */
  class PushedSource {
    readonly streaming = true;
    established = true;
    completed = false;
    progress = 1;
    connect(next: Destination): void {
      destination = next;
    }
    start(): void {}
    resume(): void {}
    destroy(): void {
      destination = null;
    }
  }

  const player = new JSMpeg.Player('', {
    source: PushedSource,
    canvas,
    audio: false,
    autoplay: true,
    pauseWhenHidden: false,
    // WebGL contexts are few (the map needs one), and the security policy allows no WebAssembly.
    disableGl: true,
    disableWebAssembly: true,
    videoBufferSize: 512 * 1024,
    onVideoDecode: events.onPicture,
  });
  return {
    push: (bytes) => destination?.write(bytes),
    destroy: () => player.destroy(),
  };
}
