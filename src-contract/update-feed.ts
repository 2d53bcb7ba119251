/**
 * What a feed says of an update, and what an installed station knows of its feed. A feed is a folder or an HTTPS server with a folder a
 * station: installers, `latest-linux.yml`, and `VERSION-linux.yml` for each version kept, all of them with a signature beside them. The fields
 * that electron-updater reads bear its names.
 */
import { z } from 'zod';
import { processors, systems } from './domain/program-systems.ts';

/** Three numbers, nothing behind them: what comes before what is then never in doubt. */
const versionForm = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/);

/** A name in the station's own folder of the feed, never a way out of it. */
const plainName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/);

export const signedUpdate = z.object({
  version: versionForm,
  files: z
    .array(z.object({ url: plainName, sha512: z.base64().length(88), size: z.number().int().positive() }))
    .min(1)
    .max(10),
  releaseDate: z.iso.datetime(),
  station: z.string().min(1),
  system: z.enum(systems),
  processor: z.enum(processors),
});
export type SignedUpdate = z.infer<typeof signedUpdate>;

type UpdateFor = Pick<SignedUpdate, 'system' | 'processor'>;

/** `version`: or `latest`. As electron-updater names it; its signature has `.sig` behind it. */
export function updateName(version: string, { system, processor }: UpdateFor): string {
  if (system === 'win32') return `${version}.yml`;
  if (system === 'darwin') return `${version}-mac.yml`;
  return processor === 'x64' ? `${version}-linux.yml` : `${version}-linux-${processor}.yml`;
}

/** Below zero where `one` is the earlier. Both as a feed writes them. */
export function compareVersions(one: string, other: string): number {
  const [numbers, others] = [one, other].map((version) => version.split('.').map(Number));
  const differences = numbers?.map((number, place) => number - (others?.[place] ?? 0)) ?? [];
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** `station/updates.json` of an installer. */
export const updateSettings = z.strictObject({
  station: z.string().min(1),
  /** A folder, or an address that begins with https. */
  from: z.string().min(1),
  /** PEM. What it hasn't signed is not installed. */
  public_key: z.string().startsWith('-----BEGIN PUBLIC KEY-----'),
  /** PEM of the server's own authority; null where the system's do. */
  ca: z.string().nullable(),
  /** The station's own time; null: only when somebody asks for it. */
  install_at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
});
export type UpdateSettings = z.infer<typeof updateSettings>;
