/**
 * A camera's picture for the wall. In: the fragmented MP4 of its ffmpeg. Out, to each viewer: what to expect, then the bytes.
 * H.264 goes out untouched for MSE; what browsers don't play goes through the MPEG-1 muxer, which runs only while someone
 * watches. The newest group of pictures is kept, so that a viewer who comes starts at once, on a key frame.
 * Whoever records gets the stream as the camera sent it, whatever its codec. Byte budgets, sockets and who may watch are the server's.
 */
import type { Log } from '../log.ts';
import type { Fmp4Fragment } from './fmp4.ts';
import { codecOf, type StreamCodec } from './fmp4-codec.ts';
import { type Mpeg1Wall, startMpeg1 } from './mpeg1-wall.ts';

export type LiveEvent =
  /** A stream begins, or begins anew after an interruption: whatever came before is void. `data` is the MP4's ftyp + moov. */
  | { readonly kind: 'init'; readonly codec: 'mse'; readonly mime: string; readonly data: Uint8Array }
  | { readonly kind: 'init'; readonly codec: 'mpeg1' }
  /** `mse`: one frame, moof + mdat. `mpeg1`: MPEG-TS bytes. A viewer that fell behind may skip to a chunk with `keyframe`. */
  | { readonly kind: 'chunk'; readonly keyframe: boolean; readonly data: Uint8Array }
  /** No more until the next `init`. */
  | { readonly kind: 'end' };

export type LiveListener = (event: LiveEvent) => void;

/** The same without anything done to it, for a recorder. `codec` as ffmpeg names it. */
export type TapEvent =
  | { readonly kind: 'head'; readonly codec: string; readonly data: Uint8Array }
  | { readonly kind: 'frame'; readonly keyframe: boolean; readonly data: Uint8Array }
  | { readonly kind: 'end' };

export interface LiveFeed {
  /** What is needed to start comes at once, inside this call, when the camera runs. Returns the way to leave. */
  subscribe(listener: LiveListener): () => void;
  /** The same for whoever records; it counts as no viewer and keeps no muxer running. */
  tap(listener: (event: TapEvent) => void): () => void;
  viewers(): number;
}

/** The camera's side of the feed. */
export interface LiveFeedInput extends LiveFeed {
  begin(init: Uint8Array): StreamCodec | null;
  fragment(fragment: Fmp4Fragment): void;
  end(): void;
}

/** Past this the group is dropped and a new viewer waits for the next key frame: 8 s at 8 Mbit/s. */
const maxGroupBytes = 8 * 1024 * 1024;
const maxGroupFrames = 1000;
/** A muxer that dies is not started again at once. */
const muxerPauseMs = 2000;

interface Stream {
  readonly codec: StreamCodec;
  readonly init: Uint8Array;
  /** Since the newest key frame; empty while there is none or it grew too long. */
  group: Fmp4Fragment[];
  groupBytes: number;
}

export interface LiveFeedOptions {
  readonly ffmpegPath: string;
  readonly log: Log;
  readonly nowMs: () => number;
}

export function createLiveFeed({ ffmpegPath, log, nowMs }: LiveFeedOptions): LiveFeedInput {
  const listeners = new Set<LiveListener>();
  const taps = new Set<(event: TapEvent) => void>();
  let stream: Stream | null = null;
  let muxer: Mpeg1Wall | null = null;
  let muxerDownMs = Number.NEGATIVE_INFINITY;

  const tell = <Event>(listener: (event: Event) => void, event: Event): void => {
    try {
      listener(event);
    } catch (error) {
      log.error({ err: error }, 'a viewer of the wall failed');
    }
  };
  const tellTaps = (event: TapEvent): void => {
    for (const tap of [...taps]) tell(tap, event);
  };
  const tellAll = (event: LiveEvent): void => {
    for (const listener of [...listeners]) tell(listener, event);
  };

  const stopMuxer = (): void => {
    muxer?.stop();
    muxer = null;
  };
  const keepMuxer = (from: Stream): void => {
    if (from.codec.mime !== null || muxer !== null || listeners.size === 0 || from.group.length === 0) return;
    if (nowMs() - muxerDownMs < muxerPauseMs) return;
    const started = startMpeg1({
      ffmpegPath,
      init: from.init,
      onData: (data) => tellAll({ kind: 'chunk', keyframe: true, data }),
      onEnd: (reason) => {
        if (muxer !== started) return;
        log.warn({ reason }, 'the MPEG-1 muxer ended');
        muxer = null;
        muxerDownMs = nowMs();
      },
    });
    muxer = started;
    for (const one of from.group) muxer.write(one.data, one.keyframe);
  };

  const fragment = (one: Fmp4Fragment): void => {
    if (stream === null) return;
    const tooLong = stream.groupBytes + one.data.length > maxGroupBytes || stream.group.length >= maxGroupFrames;
    if (one.keyframe || tooLong) {
      stream.group = [];
      stream.groupBytes = 0;
    }
    const joins = one.keyframe || stream.group.length > 0;
    if (joins) {
      stream.group.push(one);
      stream.groupBytes += one.data.length;
    }
    tellTaps(frameOf(one));
    if (stream.codec.mime !== null) tellAll({ kind: 'chunk', keyframe: one.keyframe, data: one.data });
    else if (muxer === null) keepMuxer(stream);
    else muxer.write(one.data, one.keyframe);
  };

  const subscribe = (listener: LiveListener): (() => void) => {
    listeners.add(listener);
    if (stream !== null) {
      tell(listener, beginOf(stream));
      if (stream.codec.mime === null) keepMuxer(stream);
      else for (const { keyframe, data } of stream.group) tell(listener, { kind: 'chunk', keyframe, data });
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) stopMuxer();
    };
  };

  const tap = (listener: (event: TapEvent) => void): (() => void) => {
    taps.add(listener);
    if (stream !== null) {
      tell(listener, headOf(stream));
      for (const one of stream.group) tell(listener, frameOf(one));
    }
    return () => void taps.delete(listener);
  };

  return {
    subscribe,
    tap,
    viewers: () => listeners.size,
    begin: (init) => {
      stopMuxer();
      const codec = codecOf(init);
      stream = codec === null ? null : { codec, init, group: [], groupBytes: 0 };
      if (stream !== null) {
        tellAll(beginOf(stream));
        tellTaps(headOf(stream));
      }
      return codec;
    },
    fragment,
    end: () => {
      stopMuxer();
      if (stream !== null) {
        tellAll({ kind: 'end' });
        tellTaps({ kind: 'end' });
      }
      stream = null;
    },
  };
}

function beginOf({ codec, init }: Stream): LiveEvent {
  return codec.mime === null ? { kind: 'init', codec: 'mpeg1' } : { kind: 'init', codec: 'mse', mime: codec.mime, data: init };
}

function headOf({ codec, init }: Stream): TapEvent {
  return { kind: 'head', codec: codec.name, data: init };
}

function frameOf({ keyframe, data }: Fmp4Fragment): TapEvent {
  return { kind: 'frame', keyframe, data };
}
