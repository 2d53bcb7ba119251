/**
 * Pictures that people attach to incidents. In: bytes that nobody has looked at. Out: a JPEG of at most 1600 px without any metadata,
 * under `<folder>/<incident>/<id>.jpg`, on the disk before anybody is told; or a refusal. Ids are the station's own: no name that
 * somebody sends becomes a path.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Attachment } from '../../../src-contract/domain/incident.ts';
import { errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';

export interface Attachments {
  /** Throws INVALID_PICTURE for what is none. */
  save(
    incidentId: string,
    picture: { readonly bytes: Uint8Array; readonly name: string },
  ): Promise<Omit<Attachment, 'by' | 'atMs'>>;
  /** Null when the file has gone. */
  read(incidentId: string, attachmentId: string): Promise<Uint8Array | null>;
  remove(incidentId: string, attachmentId: string): Promise<void>;
  /** Removes the pictures of incidents that are there no more. */
  sweep(isThere: (incidentId: string) => boolean): Promise<void>;
  /** Moves the pictures of incidents that the store doesn't know beside the others, for good. */
  setAside(isThere: (incidentId: string) => boolean): Promise<void>;
}

interface AttachmentsOptions {
  readonly folder: string;
  readonly newId: () => string;
  readonly log: Log;
}

/** Enough to read a face or a sign, and a tenth of what a phone sends. */
const longSidePx = 1600;
/** More than a phone's camera makes; a picture of that size takes some 240 MB while it is decoded, so one at a time. */
const mostPixels = 60_000_000;
const decodeLimitS = 10;
const jpegQuality = 82;
/** Whatever else a decoder would take (SVG above all) is no picture here. */
const signatures: readonly (readonly [offset: number, bytes: readonly number[]])[][] = [
  [[0, [0xff, 0xd8, 0xff]]],
  [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
  // WebP: RIFF, a size, WEBP.
  [
    [0, [0x52, 0x49, 0x46, 0x46]],
    [8, [0x57, 0x45, 0x42, 0x50]],
  ],
];

export function createAttachments({ folder, newId, log }: AttachmentsOptions): Attachments {
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const fileOf = (incidentId: string, id: string): string => join(folder, safeName(incidentId), `${safeName(id)}.jpg`);

  return {
    async save(incidentId, { bytes, name }) {
      const { data, info } = await oneByOne(() => reencoded(bytes));
      const id = newId();
      const file = fileOf(incidentId, id);
      await mkdir(join(folder, safeName(incidentId)), { recursive: true, mode: 0o700 });
      await writeDurably(file, data);
      const sha256 = createHash('sha256').update(data).digest('hex');
      return { id, name, bytes: data.length, width: info.width, height: info.height, sha256 };
    },
    async read(incidentId, attachmentId) {
      try {
        return await readFile(fileOf(incidentId, attachmentId));
      } catch (error) {
        log.warn(
          { incident: incidentId, attachment: attachmentId, error: errorText(error) },
          'an attached picture can’t be read',
        );
        return null;
      }
    },
    remove: (incidentId, attachmentId) => rm(fileOf(incidentId, attachmentId), { force: true }),
    async sweep(isThere) {
      for (const name of await namesIn(folder))
        if (!isThere(name)) await rm(join(folder, name), { recursive: true, force: true });
    },
    async setAside(isThere) {
      const aside = `${folder}.set-aside`;
      const strange = (await namesIn(folder)).filter((name) => !isThere(name));
      const before = new Set(await namesIn(aside));
      if (strange.length > 0) await mkdir(aside, { recursive: true, mode: 0o700 });
      for (const name of strange) await rename(join(folder, name), join(aside, before.has(name) ? `${name}-${newId()}` : name));
      if (strange.length > 0) log.warn({ aside, incidents: strange.length }, 'pictures of unknown incidents were set aside');
    },
  };
}

async function reencoded(bytes: Uint8Array) {
  const isPicture = signatures.some((parts) =>
    parts.every(([offset, part]) => part.every((byte, i) => bytes[offset + i] === byte)),
  );
  if (!isPicture) throw new KavachError('INVALID_PICTURE', 'The file is no JPEG, PNG or WebP picture. Send one of these.');
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
      .timeout({ seconds: decodeLimitS })
      .autoOrient()
      .resize({ width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: jpegQuality })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    const reason = errorText(error).split('\n')[0]?.slice(0, 200) ?? '';
    throw new KavachError('INVALID_PICTURE', `The picture can't be read: it is broken, cut short or too large (${reason}).`);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Under another name first, so that whatever bears the name is whole. */
async function writeDurably(file: string, data: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
  await syncFolder(dirname(file));
  await syncFolder(dirname(dirname(file)));
}

/** So that names survive a power cut as their files do; Windows opens no folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A bug that lets another's text through ends here, not in the file system. */
function safeName(id: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) throw new Error('an id is no file name');
  return id;
}
