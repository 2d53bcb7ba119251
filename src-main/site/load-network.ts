/** Reads the railway network that a site names. In: the folder of networks. Out: its profile, or what is wrong. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type NetworkProfile, networkProfileSchema } from '../../src-contract/network-profile.ts';
import { errorText, KavachError } from '../errors.ts';

interface Asked {
  readonly network?: string | undefined;
  readonly station: { readonly lines: readonly string[] };
}

/** Null where the site names none. Throws KavachError SITE_FILE_INVALID for an unknown one, and for lines that it doesn't have. */
export function loadNetwork(folder: string, { network, station }: Asked): NetworkProfile | null {
  if (network === undefined) return null;
  const file = join(folder, `${network}.yaml`);
  if (!existsSync(file)) throw fault('network', network, `one of ${networksIn(folder).join(', ')}, or left out`);
  const profile = readProfile(file);
  const known = profile.lines.map(({ id }) => id);
  const foreign = station.lines.filter((line) => !known.includes(line));
  if (foreign.length > 0) throw fault('station.lines', foreign.join(', '), `lines of ${network}: ${known.join(', ')}`);
  return profile;
}

function readProfile(file: string): NetworkProfile {
  try {
    const read = networkProfileSchema.safeParse(parse(readFileSync(file, 'utf8')));
    if (!read.success) throw new Error(z.prettifyError(read.error));
    return read.data;
  } catch (error) {
    throw new KavachError('SITE_FILE_INVALID', `the network ${file} can't be read: ${errorText(error)}`);
  }
}

/** All that ship. Throws as above. */
export function allNetworks(folder: string): NetworkProfile[] {
  return networksIn(folder).map((name) => readProfile(join(folder, `${name}.yaml`)));
}

function networksIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'));
}

function fault(path: string, found: string, allowed: string): KavachError {
  return new KavachError('SITE_FILE_INVALID', `${path}\n    found:   ${found}\n    allowed: ${allowed}`);
}
