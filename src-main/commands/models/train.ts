/**
 * `npm run models -- train DATA`: from the data to the ONNX file. Unpacks the pictures, labels their faces, renders the twin, trains,
 * exports. Each step is done once and kept in the work folder, so that the same command goes on where it was stopped.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { progress } from '../bench/figures.ts';
import { repositoryRoot } from '../station-process.ts';
import { labelFaces } from './label-faces.ts';
import { renderTwinPictures } from './twin-pictures.ts';

export interface TrainOptions {
  /** people-v1.tar.gz */
  readonly archive: string;
  /** Where everything is kept, outside the project. */
  readonly work: string;
  readonly faceModels: readonly string[];
  /** A Python 3 with the packages below. */
  readonly python: string;
  /** Passed on to train.py. */
  readonly options: readonly string[];
}

const pythonPackages = ['torch', 'cv2', 'numpy', 'onnx'];

const twinPictures = 800;
const twinSeed = 1;

export async function train({ archive, work, faceModels, python, options }: TrainOptions): Promise<void> {
  await needPackages(python);
  const folder = resolve(work);
  const [data, twin] = [join(folder, 'people-v1'), join(folder, 'twin')];
  await mkdir(folder, { recursive: true });
  await once(folder, 'unpacked', () => run('tar', ['xzf', resolve(archive), '-C', folder]));
  for (const part of ['train', 'val']) {
    await once(folder, `faces-${part}`, async () => {
      const { faces, unsure } = await labelFaces(join(data, part), faceModels);
      progress(`${part}: ${faces} faces, ${unsure} doubtful`);
    });
  }
  await once(folder, 'twin-rendered', async () => {
    await renderTwinPictures(`${twin}.part`, twinPictures, twinSeed);
    await rename(`${twin}.part`, twin);
  });
  const script = join(repositoryRoot, 'models/training/train.py');
  await run('nice', ['-n', '10', python, script, '--data', data, '--twin', twin, '--out', join(folder, 'run'), ...options]);
}

/** Said before the pictures are made ready, which takes a while. */
async function needPackages(python: string): Promise<void> {
  await run(python, ['-c', `import ${pythonPackages.join(', ')}`]).catch(() => {
    const install = 'apt-get install python3-torch python3-opencv python3-numpy python3-onnx';
    throw new Error(
      `${python} lacks one of ${pythonPackages.join(', ')}: ${install}, and name that Python with --python /usr/bin/python3`,
    );
  });
}

/** Does a step unless a note in the work folder says that it is done. */
async function once(folder: string, step: string, work: () => Promise<void>): Promise<void> {
  const note = join(folder, `${step}.done`);
  if (existsSync(note)) return;
  progress(`${step} …`);
  await work();
  await writeFile(note, '');
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => failed(new Error(`${program} can't be started: ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error(`${program} ended with ${code}`))));
  });
}
