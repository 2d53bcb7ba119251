/**
 * Takes the tables that matter out of a GTFS archive. In: a file that somebody sent. Out: those tables in a folder, under their own
 * names whatever the archive calls its folders, or FeedRefused. What it claims of its sizes isn't believed: bytes are counted.
 */
import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import StreamZip from 'node-stream-zip';
import { errorText } from '../../errors.ts';
import { FeedRefused } from './import-messages.ts';

const needed = ['agency.txt', 'stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt'];
const needsOneOf = ['calendar.txt', 'calendar_dates.txt'];
const wanted = new Set([...needed, ...needsOneOf, 'frequencies.txt', 'feed_info.txt']);
/** Some 20 million stop times, which have 40 to 50 bytes each. */
const usualMostBytes = 1 << 30;
/** The tables of a feed and what some add to them; beyond it somebody means harm. */
const mostEntries = 1000;

export async function unpackFeed(zipFile: string, toFolder: string, mostBytes = usualMostBytes): Promise<void> {
  const zip = new StreamZip.async({ file: zipFile });
  try {
    const entries = Object.values(await zip.entries().catch(refuseArchive));
    if (entries.length > mostEntries) throw new FeedRefused(`The archive has ${entries.length} files; a GTFS feed has some 30.`);
    const tables = new Map(entries.filter(isTable).map((entry) => [basename(entry.name), entry]));
    requireTables(new Set(tables.keys()));
    let left = mostBytes;
    for (const [name, entry] of tables) {
      const stream = await zip.stream(entry).catch(refuseArchive);
      const count = (bytes: number): void => {
        left -= bytes;
        if (left < 0) throw new FeedRefused(`Unpacked, the feed has more than ${mostBytes.toLocaleString('en')} bytes.`);
      };
      await pipeline(stream, counting(count), createWriteStream(join(toFolder, name))).catch(refuseArchive);
    }
  } finally {
    // An archive that never opened can't be closed.
    await zip.close().catch(() => {});
  }
}

/** At the top of the archive, or in one folder. */
function isTable({ name, isFile }: StreamZip.ZipEntry): boolean {
  return isFile && wanted.has(basename(name)) && name.split('/').length <= 2;
}

function requireTables(found: ReadonlySet<string>): void {
  const missing = needed.filter((name) => !found.has(name));
  if (!needsOneOf.some((name) => found.has(name))) missing.push(needsOneOf.join(' or '));
  if (missing.length > 0) throw new FeedRefused(`The archive is no GTFS feed: it lacks ${missing.join(', ')}.`);
}

function refuseArchive(error: unknown): never {
  if (error instanceof FeedRefused) throw error;
  throw new FeedRefused(`The file is no ZIP archive, or a broken one (${errorText(error)}). Send the feed as it was published.`);
}

function counting(count: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        count(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(errorText(error)));
      }
    },
  });
}
