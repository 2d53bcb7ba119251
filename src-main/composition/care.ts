/**
 * What a station needs to be looked after, from the parts that know it: about, what is kept, the bundle for a specialist, the first run. In:
 * the parts. Out: the server's port. Whatever goes into the bundle is cleaned of passwords, keys, people and addresses here.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { CameraReply } from '../../src-contract/api/cameras.ts';
import type { AboutReply } from '../../src-contract/api/care.ts';
import type { StoreThread } from '../backups/store-thread.ts';
import { zipTexts } from '../diagnostics/bundle.ts';
import { createRedact, withoutHost } from '../diagnostics/redact.ts';
import { lastLogLines, logFolder } from '../log-file.ts';
import type { CarePort } from '../server/care-port.ts';
import { secretSettings } from '../settings.ts';
import { findFfmpeg } from '../sources/find-ffmpeg.ts';
import type { Store } from '../store/open-store.ts';
import { version } from '../version.ts';
import type { Base } from './base.ts';
import { createFirstRun } from './first-run.ts';

type CareBase = Pick<Base, 'settings' | 'site' | 'siteFile' | 'files' | 'dataFolder' | 'restart' | 'clock'>;

interface CareOptions extends CareBase {
  readonly store: Store;
  readonly thread: StoreThread;
  readonly adminKey: string;
  readonly cameras: () => readonly CameraReply[];
}

const mostLogLines = 3000;
const newestAlarmEvents = 200;
const readme = `Diagnostics of a Kavach station, for a specialist.
Left out or masked: passwords and keys, names of accounts and phones, chat, incidents, pictures, addresses of machines, telephone numbers.
Look through the files before you pass them on: what a person typed into a name of a zone or a camera is in them.
`;

export function createCare(options: CareOptions): CarePort {
  const { store, site, thread, dataFolder, files, restart, clock } = options;
  const startedMs = clock.nowMs();
  const storeFile = join(dataFolder, 'kavach.db');
  const never = new AbortController().signal;
  const about = async (): Promise<AboutReply> => ({
    ...{ version, license: 'Apache-2.0', node: process.version, system: systemText() },
    ffmpeg: await ffmpegVersion(options),
    data_folder: dataFolder,
    site_file: options.siteFile,
    uptime_s: Math.round((clock.nowMs() - startedMs) / 1000),
    notices: noticesOf(files.root),
  });
  return {
    about,
    async diagnostics(texts) {
      const events = store.alarms.history({ limit: newestAlarmEvents }).events;
      const facts = {
        'README.txt': readme,
        'about.json': text(await about()),
        'settings.json': text(shownSettings(options.settings)),
        'site.json': text({
          ...site,
          cameras: site.cameras.map((camera) => ({ ...camera, source: withoutHost(camera.source) })),
        }),
        'cameras.json': text(options.cameras()),
        'store.json': text({
          health: store.health(),
          opened: store.opened.kind,
          kept: await thread(keptNow(clock.nowMs()), { signal: never }),
        }),
        'alarms.json': text(
          events.map(({ seq, kind, atMs, alarm }) => ({ seq, kind, atMs, alarm: alarm.kind, subject: alarm.subject })),
        ),
        'log.txt': lastLogLines(logFolder(dataFolder), mostLogLines).join('\n'),
      };
      return zipTexts(
        { ...facts, ...texts },
        createRedact({ secrets: secretsOf(options), people: peopleOf(store, clock.nowMs()) }),
      );
    },
    retention: () => ({ ...site.retention }),
    storeBytes: () => store.health().fileBytes,
    kept: (keepFrom) => thread({ kind: 'kept', file: storeFile, keepFrom }, { signal: never }),
    firstRun: createFirstRun({
      ...{ site, store, dataFolder, restart },
      networksFolder: files.networks,
      nowMs: () => clock.nowMs(),
    }),
  };

  function keptNow(nowMs: number) {
    const keepFrom = { samples_days: nowMs, tracks_days: nowMs, rollups_days: nowMs, alarms_days: nowMs, chat_days: nowMs };
    return { kind: 'kept', file: storeFile, keepFrom } as const;
  }
}

function text(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function systemText(): string {
  const processors = cpus();
  return `${platform()} ${release()} ${arch()}, ${processors.length} × ${processors[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

async function ffmpegVersion({ settings }: Pick<Base, 'settings'>): Promise<string | null> {
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  if (ffmpeg.kind === 'missing') return null;
  const said = await promisify(execFile)(ffmpeg.path, ['-version'], { timeout: 10_000 }).catch(() => null);
  return said?.stdout.split('\n', 1)[0] ?? null;
}

const packageSchema = z.object({ version: z.string(), license: z.string().default('see its files') });
const ownPackageSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

/** The packages that this one names, as they are installed. */
function noticesOf(root: string): AboutReply['notices'] {
  const own = ownPackageSchema.safeParse(jsonOf(join(root, 'package.json')));
  return Object.keys(own.data?.dependencies ?? {}).flatMap((name) => {
    const found = packageSchema.safeParse(jsonOf(join(root, 'node_modules', name, 'package.json')));
    return found.success ? [{ name, ...found.data }] : [];
  });
}

function jsonOf(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function shownSettings(settings: Base['settings']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, secretSettings.has(name) && value !== undefined ? '***' : value]),
  );
}

/** Whatever must not be in a bundle, wherever it may have got to: a line of the log, an error's text. */
function secretsOf({ settings, site, dataFolder, adminKey }: CareOptions): string[] {
  const set = Object.entries(settings).flatMap(([name, value]) =>
    secretSettings.has(name) && value !== undefined ? [String(value)] : [],
  );
  const passwordsIn = (address: string): string[] => {
    const password = URL.parse(address)?.password ?? '';
    return [password, decodeURIComponent(password)];
  };
  const sources = site.cameras.map(({ source }) => source);
  const passwords = [...sources, ...set].flatMap(passwordsIn);
  const users = sources.flatMap((source) => URL.parse(source)?.username ?? []);
  const hosts = sources.flatMap((source) => URL.parse(source)?.hostname ?? []);
  const secretKey = join(dataFolder, 'secret.key');
  return [
    adminKey,
    ...(existsSync(secretKey) ? [readFileSync(secretKey, 'utf8').trim()] : []),
    ...set,
    ...passwords,
    ...users,
    ...hosts,
  ];
}

function peopleOf(store: Pick<Store, 'accounts' | 'sessions'>, nowMs: number): string[] {
  const accounts = store.accounts.list().flatMap(({ username, email }) => [username, ...(email === null ? [] : [email])]);
  return [
    ...accounts,
    ...store.sessions
      .list(nowMs)
      .filter(({ kind }) => kind !== 'link')
      .map(({ name }) => name),
  ];
}
