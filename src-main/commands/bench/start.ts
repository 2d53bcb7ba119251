/**
 * From the start of the station's process to its first measured count on /ws/crowd, on the demo site. Floor: a bare process that
 * loads the same model, decodes one picture of a file with ffmpeg and runs the model once.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStationProcess } from '../station-process.ts';
import { benchModelPath } from './bench-model.ts';
import { median, progress, rounded } from './figures.ts';

const runs = 5;
const limitMs = 60_000;

export async function benchStart(): Promise<object> {
  const model = await benchModelPath();
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  const clip = join(folder, 'clip.mp4');
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=640x360:rate=10:duration=2',
    '-c:v',
    'libx264',
    '-y',
    clip,
  ]);
  const samples: number[] = [];
  const floors: number[] = [];
  for (let run = 1; run <= runs; run++) {
    samples.push(await timeToFirstCount());
    floors.push(timeOfBareProcess(model, clip));
    progress(`run ${run}/${runs}: ${Math.round(samples.at(-1) ?? 0)} ms, floor ${Math.round(floors.at(-1) ?? 0)} ms`);
  }
  rmSync(folder, { recursive: true, force: true });
  return {
    unit: 'ms from process start to first measured count',
    value: rounded(median(samples)),
    floor: rounded(median(floors)),
    ratio: rounded(median(samples) / median(floors)),
    samples: samples.map(rounded),
    floors: floors.map(rounded),
  };
}

async function timeToFirstCount(): Promise<number> {
  const station = await runStationProcess({});
  try {
    const socket = station.socket('/ws/crowd');
    return await new Promise<number>((done, failed) => {
      const limit = setTimeout(() => failed(new Error(`no measured count within ${limitMs} ms`)), limitMs);
      socket.on('error', failed);
      socket.on('message', (data) => {
        const update = JSON.parse(String(data));
        if (typeof update.stations?.[0]?.count !== 'number') return;
        clearTimeout(limit);
        socket.close();
        done(Date.now() - station.spawnedMs);
      });
    });
  } finally {
    await station.stop();
  }
}

function timeOfBareProcess(model: string, clip: string): number {
  const code = `
    import { spawnSync } from 'node:child_process';
    import * as ort from 'onnxruntime-node';
    const session = await ort.InferenceSession.create(process.argv[1], { intraOpNumThreads: 1 });
    const args = ['-v', 'error', '-i', process.argv[2], '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'];
    const { stdout } = spawnSync('ffmpeg', args, { maxBuffer: 1 << 24 });
    const [{ name, type }] = session.inputMetadata;
    const [kind, shape] = type === 'uint8' ? [Uint8Array, [1, 384, 640, 3]] : [Float32Array, [1, 3, 384, 640]];
    const pixels = kind.from({ length: 3 * 384 * 640 }, (_, i) => stdout[i] ?? 114);
    await session.run({ [name]: new ort.Tensor(type, pixels, shape) });
    process.exit(0);`;
  const startedMs = performance.now();
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', code, '--', model, clip], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`the bare process failed: ${done.stderr}`);
  return performance.now() - startedMs;
}
