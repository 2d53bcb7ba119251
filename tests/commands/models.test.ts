/** `npm run models` as an engineer runs it: the command in its own process, on small models and pictures made here. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agreedFaces } from '../../src-main/commands/models/label-faces.ts';
import { repositoryRoot } from '../fixtures/shared.ts';
import { redSpots, redSpotYolox } from '../fixtures/tiny-onnx.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-models-command-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Done {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function models(...args: readonly string[]): Promise<Done> {
  const script = join(repositoryRoot, 'src-main/commands/models.ts');
  const environment = { ...process.env, KAVACH_DATA: join(folder, 'data'), KAVACH_MODELS_DIR: '', KAVACH_SITE: '' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((done) => {
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('close', (code) => done({ code, out, err }));
  });
}

async function picture(name: string, cells: readonly (readonly [number, number])[]): Promise<string> {
  const file = join(folder, name);
  await sharp(redSpots(64, 64, cells), { raw: { width: 64, height: 64, channels: 3 } }).toFile(file);
  return file;
}

async function modelFile(notes?: Readonly<Record<string, string>>): Promise<string> {
  const file = join(folder, 'spots.onnx');
  await writeFile(file, redSpotYolox(notes));
  return file;
}

const own = () => join(folder, 'data/models');

test('add tries a model and writes its card; list shows it; a second add is refused; remove takes it away', async () => {
  const file = await modelFile();
  const added = await models(
    'add',
    file,
    '--picture',
    await picture('two.png', [
      [2, 3],
      [5, 5],
    ]),
    '--licence',
    'MIT',
  );
  expect(added).toMatchObject({ code: 0 });
  expect(added.out).toMatch(/layout yolox, licence MIT, .*2 boxes/);
  expect(JSON.parse(await readFile(join(own(), 'spots.json'), 'utf8'))).toMatchObject({
    layout: 'yolox',
    labels: ['person'],
    licence: 'MIT',
  });
  expect(existsSync(join(own(), 'spots.trial.jpg'))).toBe(true);
  expect((await models('list')).out).toMatch(/spots +person +yolox +MIT/);
  expect(await models('add', file)).toMatchObject({ code: 1, err: expect.stringContaining('is there already, as spots') });
  expect(await models('remove', 'spots')).toMatchObject({ code: 0 });
  expect(existsSync(join(own(), 'spots.onnx'))).toBe(false);
});

test('a model that finds nothing gets a hint where another normalisation would', async () => {
  // Its picture is drawn for values 0..255; over 255 nothing is red enough.
  const { code, out } = await models(
    'add',
    await modelFile(),
    '--normalise',
    '0-1',
    '--picture',
    await picture('one.png', [[2, 3]]),
  );
  expect(code).toBe(0);
  expect(out).toContain('with --normalise 0-255 it finds 1');
});

describe('refused, with what to do', () => {
  test.each<[string, () => Promise<string[]>, RegExp]>([
    ['no model', async () => [join(folder, 'none.onnx')], /none\.onnx can't be read/],
    ['not ONNX by name', async () => ['model.pt'], /export the model to ONNX/],
    [
      'not ONNX inside',
      async () => {
        await writeFile(join(folder, 'text.onnx'), 'nothing of the kind');
        return [join(folder, 'text.onnx')];
      },
      /not an ONNX model/,
    ],
    ['classes nobody names', async () => [await modelFile({})], /--classes/],
    ['a layout that is none', async () => [await modelFile(), '--layout', 'ssd'], /allowed: yolox, yolov5/],
    ['a normalisation that is none', async () => [await modelFile(), '--normalise', 'much'], /allowed: 0-255, 0-1, or MEAN\/STD/],
    ['a picture that is none', async () => [await modelFile(), '--picture', join(folder, 'none.png')], /not a picture/],
    ['a name with a path in it', async () => [await modelFile(), '--name', '../up'], /can't be a model's name/],
  ])('%s', async (_, args, expected) => {
    const done = await models('add', ...(await args()));
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toMatch(expected);
    expect(existsSync(own())).toBe(false);
  });

  test('a command that is none prints what there is', async () => {
    expect(await models('polish')).toMatchObject({ code: 2, err: expect.stringContaining('no command "polish"') });
  });
});

test('eval measures on pictures in YOLO layout', async () => {
  const data = join(folder, 'pictures');
  await mkdir(join(data, 'images'), { recursive: true });
  await mkdir(join(data, 'labels'));
  const cells = {
    a: [[2, 3]],
    b: [
      [5, 5],
      [1, 1],
    ],
  } as const;
  for (const [name, at] of Object.entries(cells)) {
    await sharp(redSpots(64, 64, at), { raw: { width: 64, height: 64, channels: 3 } }).toFile(join(data, `images/${name}.png`));
    const lines = at.map(([column, row]) => `0 ${(column + 0.5) / 8} ${(row + 0.5) / 8} 0.125 0.125`);
    // One of b's is not labelled: a miss of the model's.
    await writeFile(join(data, `labels/${name}.txt`), lines.slice(0, 1).join('\n'));
  }
  const done = await models('eval', '--model', await modelFile(), '--data', data, '--size', '64', '--json');
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('2 of 2 pictures') });
  const [result] = JSON.parse(done.out);
  expect(result.classes.person).toMatchObject({
    pictures: 2,
    objects: 2,
    countMae: 0.5,
    countBias: 0.5,
    all: { precision: 2 / 3, recall: 1 },
  });
  expect(await models('eval', '--model', await modelFile(), '--data', folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('YOLO layout'),
  });
});

test('faces are certain where two models agree, doubtful where one is alone or doubts', () => {
  const face = (x: number, score: number) => ({ label: 'face' as const, score, box: [x, 0, x + 0.1, 0.1] as const });
  const agreed = agreedFaces(
    [face(0, 0.9), face(0.3, 0.5), face(0.6, 0.9)],
    [face(0.02, 0.8), face(0.3, 0.9), face(0.8, 0.9)],
    [0.7, 0.6],
  );
  expect(agreed.faces.map(([x]) => Number(x.toFixed(2)))).toEqual([0.01]);
  expect(agreed.unsure.map(([x]) => x).sort()).toEqual([0.3, 0.6, 0.8]);
});
