import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { findFfmpeg } from '../../src-main/sources/find-ffmpeg.ts';
import {
  freshHealth,
  type HealthHistory,
  judge,
  measure,
  type PictureSample,
  samplePicture,
} from '../../src-main/sources/picture-health.ts';
import { createCameraPicture } from '../../src-main/twin/draw/camera-picture.ts';
import { createEncoder } from '../../src-main/twin/encoder.ts';
import { scenes } from '../../src-main/twin/scenes/scenes.ts';
import { createStationSimulation } from '../../src-main/twin/simulation/station.ts';
import { until } from '../fixtures/until.ts';

const ffmpeg = findFfmpeg(process.env);
if (ffmpeg.kind === 'missing') process.stderr.write(`tests/twin: the test of the light is skipped: ${ffmpeg.reason}\n`);
const lookEveryMs = 500;
const looks = 36;

/** RGB pictures of a view without people or train, half a second apart, after the real encoder and decoder. */
async function emptyView(ffmpegPath: string): Promise<{ pictures: Buffer[]; width: number; height: number }> {
  const scene = scenes['dadar'];
  const view = scene?.cameras.find(({ name }) => name === 'footbridge');
  if (scene === undefined || view === undefined) throw new Error('no footbridge in the scene');
  const { pictureWidth: width, pictureHeight: height } = scene;
  const nobody = { ...createStationSimulation(scene, 1), people: [], cycleS: 0 };
  const camera = createCameraPicture(scene, view, { timecode: false, timeZone: 'Asia/Kolkata' });
  const decoder = spawn(
    ffmpegPath,
    '-v error -threads 1 -flags low_delay -f nut -i pipe:0 -fps_mode passthrough -pix_fmt rgb24 -f rawvideo pipe:1'.split(' '),
  );
  const decoded: Buffer[] = [];
  decoder.stdout.on('data', (chunk: Buffer) => decoded.push(chunk));
  const encoder = createEncoder({
    ...{ ffmpegPath, width, height, fps: scene.fps },
    onChunk: (chunk) => decoder.stdin.write(chunk),
    onProblem: () => {},
  });
  for (let look = 0; look < looks; look++) {
    const bytes = camera.draw(nobody, look * lookEveryMs);
    await until('the encoder', () => encoder.encode(bytes), 20_000, 2);
  }
  const size = width * height * 3;
  const bytesIn = (): number => decoded.reduce((sum, chunk) => sum + chunk.length, 0);
  await until('the pictures', () => bytesIn() >= size * (looks - 4));
  await encoder.stop();
  decoder.kill('SIGKILL');
  const all = Buffer.concat(decoded);
  const pictures = Array.from({ length: looks - 4 }, (_, i) => all.subarray(i * size, (i + 1) * size));
  return { pictures, width, height };
}

test.skipIf(ffmpeg.kind === 'missing')('an empty view is not taken for a frozen camera', async () => {
  const { pictures, width, height } = await emptyView(ffmpeg.kind === 'found' ? ffmpeg.path : '');
  let before: PictureSample | null = null;
  let history: HealthHistory = freshHealth;
  const verdicts = pictures.map((rgb, i) => {
    const sample = samplePicture(rgb, width, height, []);
    history = judge(history, measure(sample, before), i * lookEveryMs, { frozenAfterMs: 12_000, coveredAfterMs: 6_000 });
    before = sample;
    return history.health;
  });
  expect(new Set(verdicts)).toEqual(new Set(['good']));
});
