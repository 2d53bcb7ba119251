/**
 * A stream that browsers don't play → MPEG-1 in MPEG-TS, by node-rtsp-stream's muxer. It gets the camera's own fragments on
 * stdin (`pipe:0`): no second connection to the camera, no address in its arguments, and no input option that the muxer
 * couldn't pass. Its server, an open port on all interfaces, is never used.
 */
import Mpeg1Muxer from 'node-rtsp-stream/mpeg1muxer.js';
import { errorText } from '../errors.ts';
import { endProcess } from './ffmpeg-child.ts';
import { decodeTime, retimed, timeScale } from './fmp4.ts';

export interface Mpeg1Wall {
  /** One fragment; the first is a key frame. */
  write(data: Uint8Array, keyframe: boolean): void;
  stop(): void;
}

interface Mpeg1WallOptions {
  readonly ffmpegPath: string;
  /** The stream's ftyp + moov. */
  readonly init: Uint8Array;
  onData(data: Uint8Array): void;
  /** Once, when it ends by itself. */
  onEnd(reason: string): void;
}

/** MPEG-1 knows few rates, 25 among them. A tile of the wall needs no more than 1280 pixels. */
const ffmpegOptions = {
  '-an': '',
  '-r': '25',
  '-vf': "scale=w='min(1280,iw)':h=-2",
  '-b:v': '2000k',
  '-bf': '0',
  '-g': '25',
  '-threads': '1',
  '-flush_packets': '1',
  '-muxdelay': '0.001',
  '-loglevel': 'error',
};
/** What the muxer doesn't take in time waits up to this; then frames are left out until the next key frame. */
const maxWaitingBytes = 8 * 1024 * 1024;
const killAfterMs = 1500;
/**
 * ffmpeg reads 20 pictures to learn the rate (2 s of a slow camera, or more), and the muxer can't pass the option against it.
 * So the first key frame goes in so often beforehand, 40 ms apart, and everything after it that much later.
 */
const picturesToProbe = 20n;

export function startMpeg1({ ffmpegPath, init, onData, onEnd }: Mpeg1WallOptions): Mpeg1Wall {
  const muxer = new Mpeg1Muxer({ ffmpegPath, url: 'pipe:0', ffmpegOptions });
  const child = muxer.stream;
  let stopped = false;
  let skipping = false;
  let said = '';
  const finish = (reason: string): void => {
    if (stopped) return;
    stopped = true;
    onEnd(reason);
  };
  child.on('error', (error) => finish(errorText(error)));
  child.on('exit', () => finish(said || 'it stopped'));
  child.stdin.on('error', () => {});
  muxer.on('mpeg1data', (data) => {
    if (!stopped) onData(data);
  });
  muxer.on('ffmpegStderr', (data) => {
    said = data.toString('utf8').slice(0, 300).trim();
  });
  const step = BigInt(Math.max(1, Math.round(timeScale(init) / 25)));
  /** Added to every decode time; null before the first fragment. */
  let shift: bigint | null = null;
  const begin = (first: Uint8Array): bigint => {
    child.stdin.write(init);
    for (let i = 0n; i < picturesToProbe; i++) child.stdin.write(retimed(first, i * step));
    return picturesToProbe * step - (decodeTime(first) ?? 0n);
  };
  return {
    write: (data, keyframe) => {
      if (stopped || !child.stdin.writable) return;
      shift ??= begin(data);
      if (keyframe) skipping = false;
      if (child.stdin.writableLength > maxWaitingBytes) skipping = true;
      if (!skipping) child.stdin.write(retimed(data, (decodeTime(data) ?? 0n) + shift));
    },
    stop: () => {
      stopped = true;
      child.stdin.destroy();
      void endProcess(child, killAfterMs);
    },
  };
}
