/**
 * A camera's ffmpeg arguments: one input, two outputs. Pictures for detection go to pipe:1 as PPM, small and no more often
 * than wanted; the stream for the wall goes to pipe:3 as fragmented MP4, untouched. Where pictures must be masked the wall's
 * stream is encoded again, because an untouched stream can't leave anything out.
 */
import { type MaskBox, maskFilters } from './mask-boxes.ts';

export interface FfmpegJob {
  /** Up to and including `-i INPUT`. */
  readonly input: readonly string[];
  readonly fps: number;
  /** Widest picture for detection; a smaller one is not enlarged. */
  readonly widthPx: number;
  readonly masks: readonly MaskBox[];
  readonly wall: 'copy' | 'encode';
}

export function ffmpegArgs({ input, fps, widthPx, masks, wall }: FfmpegJob): string[] {
  const black = maskFilters(masks);
  const shrink = (width: number): string => `scale=w='min(${width},iw)':h=-2:flags=area`;
  const pictures = [pickFrames(fps), shrink(widthPx), ...black].join(',');
  const encoded = [shrink(encodedWallWidthPx), ...black, 'format=yuv420p'].join(',');
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'level+warning', '-threads', '1', '-filter_threads', '1'],
    ...input,
    ...['-map', '0:v:0', '-vf', pictures, '-fps_mode', 'passthrough'],
    ...['-c:v', 'ppm', '-threads', '1', '-f', 'image2pipe', '-flush_packets', '1', 'pipe:1'],
    ...(wall === 'copy' ? ['-map', '0:v:0', '-c:v', 'copy'] : ['-map', '0:v:0', '-vf', encoded, ...encoder]),
    ...fragmentedMp4,
  ];
}

const encodedWallWidthPx = 1280;
/** A key frame every two seconds, whatever the rate. */
const encoder = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-threads', '1'],
  ...['-force_key_frames', 'expr:gte(t,n_forced*2)', '-fps_mode', 'passthrough'],
];
const fragmentedMp4 = [
  ...['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof+frag_every_frame'],
  ...['-flush_packets', '1', 'pipe:3'],
];

/**
 * Lets through a frame when its time has come, and moves that time on by one interval: never more than `fps` on average, even
 * from 25 to 10, and a frame that is a third of an interval early still counts. ffmpeg's own `fps` filter repeats pictures
 * to fill gaps instead: after a stall or a jump of the camera's clock it would pour out copies that were never seen.
 * Register 0 holds the next time; a jump of more than two intervals either way starts afresh.
 */
function pickFrames(fps: number): string {
  const step = (1 / fps).toFixed(6);
  const jumped = `gt(abs(t-ld(0)),2*${step})`;
  const due = `gte(t,ld(0)-0.3*${step})`;
  const take = (next: string): string => `1+0*st(0,${next})`;
  return `select='if(isnan(t),1,if(${jumped},${take(`t+${step}`)},if(${due},${take(`ld(0)+${step}`)},0)))'`;
}
