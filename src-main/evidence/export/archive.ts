/**
 * The one file that an export is: a ZIP of stored (not compressed) files whose every byte follows from their names and contents, so that a
 * verifier can write it again and compare. In: named streams of known size. Out: the bytes.
 */
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ArchiveEntry {
  readonly path: string;
  readonly bytes: number;
  readonly open: () => Promise<Readable>;
}

/** DOS times have no zone; the manifest holds the real ones. */
const constant = { mtime: new Date(2000, 0, 1, 12), mode: 0o100644, compress: false, forceDosTimestamp: true } as const;

/** The last entry is asked for when all others have been written. An error of an entry ends the stream with it. */
export function archiveStream(entries: readonly ArchiveEntry[]): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  for (const { path, bytes, open } of entries) {
    zip.addReadStreamLazy(path, { ...constant, size: bytes }, (give) => {
      open().then(
        (stream) => {
          stream.once('error', (error) => out.destroy(error));
          give(null, stream);
        },
        (error: unknown) => give(error, undefined as never),
      );
    });
  }
  zip.end();
  return out;
}
