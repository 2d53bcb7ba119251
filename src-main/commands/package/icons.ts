/**
 * The product's icon as each system wants it, drawn from the one SVG: PNG files by size for Linux, .ico for Windows, .icns for macOS. In:
 * the SVG and a folder. Out: the path that electron-builder takes. The containers hold PNGs and are written here, so that no tool for them
 * has to be fetched.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { System } from '../../../src-contract/domain/program-systems.ts';

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Types of .icns by their size in pixels; those for screens of twice the points have other names for the same pixels. */
const macTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

interface Picture {
  readonly sizePx: number;
  readonly png: Buffer;
}

export async function makeIcons(svgFile: string, folder: string, system: System): Promise<string> {
  const svg = await readFile(svgFile);
  if (system === 'win32') {
    const path = join(folder, 'icon.ico');
    await writeFile(path, icoOf(await draw(svg, windowsSizes)));
    return path;
  }
  if (system === 'darwin') {
    const path = join(folder, 'icon.icns');
    await writeFile(path, icnsOf(await draw(svg, [...new Set(Object.values(macTypes))])));
    return path;
  }
  const path = join(folder, 'icons');
  await mkdir(path, { recursive: true });
  for (const { sizePx, png } of await draw(svg, linuxSizes)) await writeFile(join(path, `${sizePx}x${sizePx}.png`), png);
  return path;
}

/** Drawn at each size, not shrunk: the SVG's lines stay sharp. */
async function draw(svg: Buffer, sizesPx: readonly number[]): Promise<Picture[]> {
  const pointsPerInch = 72;
  const { width: drawnPx = 32 } = await sharp(svg).metadata();
  return Promise.all(
    sizesPx.map(async (sizePx) => {
      const density = (pointsPerInch * sizePx) / drawnPx;
      return { sizePx, png: await sharp(svg, { density }).resize(sizePx, sizePx).png().toBuffer() };
    }),
  );
}

/** A directory of 16 bytes a picture, then the pictures; a side of 256 is written as 0. */
function icoOf(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [no, { sizePx, png }] of pictures.entries()) {
    const at = 6 + 16 * no;
    head.writeUInt8(sizePx % 256, at);
    head.writeUInt8(sizePx % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** Chunks of a type of four letters, their length with these eight bytes, and a PNG. */
function icnsOf(pictures: readonly Picture[]): Buffer {
  const chunks = Object.entries(macTypes).flatMap(([type, sizePx]) => {
    const picture = pictures.find((one) => one.sizePx === sizePx);
    return picture === undefined ? [] : [chunkOf(type, picture.png)];
  });
  return chunkOf('icns', Buffer.concat(chunks));
}

function chunkOf(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
