/**
 * The first run of a station that ships empty (`--site new`): what of it is set up already, from the site and the store themselves; what a
 * person skipped, from the store. Saying which station it is writes the site into the data folder and begins anew as that station.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, parseDocument } from 'yaml';
import { z } from 'zod';
import type { FirstRunReply, FirstRunStep } from '../../src-contract/api/care.ts';
import type { NetworkProfile } from '../../src-contract/network-profile.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { KavachError } from '../errors.ts';
import type { CarePort, NewStation } from '../server/care-port.ts';
import { allNetworks } from '../site/load-network.ts';
import { emptyStationId } from '../site-desk.ts';
import type { Store } from '../store/open-store.ts';

interface FirstRunOptions {
  readonly site: SiteConfig;
  readonly store: Pick<Store, 'settings' | 'sessions'>;
  readonly networksFolder: string;
  readonly dataFolder: string;
  readonly restart: () => void;
  readonly nowMs: () => number;
}

const steps = ['station', 'camera', 'zone', 'phone'] as const;
const noteSchema = z.object({ dismissed: z.boolean(), skipped: z.array(z.enum(steps)) });
type Note = z.infer<typeof noteSchema>;
const noteKey = 'first-run';

export function createFirstRun(options: FirstRunOptions): CarePort['firstRun'] {
  const { site, store, networksFolder, dataFolder, restart, nowMs } = options;
  const networks = allNetworks(networksFolder).map(networkReply);
  const isNew = (): boolean => site.station.id === emptyStationId;
  /** There is none at a station that came with its site. */
  const note = (): Note | null =>
    noteSchema
      .nullable()
      .catch(null)
      .parse(store.settings.get(noteKey) ?? null);
  const keep = (change: Partial<Note>): void =>
    store.settings.set(noteKey, { dismissed: false, skipped: [], ...note(), ...change });

  function doneSteps(): FirstRunStep[] {
    const done: Readonly<Record<FirstRunStep, boolean>> = {
      station: !isNew(),
      camera: site.cameras.length > 0,
      zone: site.zones.length > 0,
      phone: store.sessions.list(nowMs()).some(({ kind }) => kind === 'phone'),
    };
    return steps.filter((step) => done[step]);
  }

  return {
    read() {
      const known = note();
      const done = doneSteps();
      const isOpen = isNew() || (known !== null && done.length < steps.length);
      return {
        state: known?.dismissed === true ? 'dismissed' : isOpen ? 'open' : 'not-needed',
        ...{ done, skipped: known?.skipped ?? [], networks },
        station: { id: site.station.id, name: site.station.name, is_new: isNew() },
      };
    },
    skip: (step) => keep({ skipped: [...new Set([...(note()?.skipped ?? []), step])] }),
    dismiss: (dismissed) => keep({ dismissed }),
    name(station) {
      if (!isNew()) throw new KavachError('CONFLICT', `This station is ${site.station.name} already. Change its name in Set-up.`);
      if (station.id === emptyStationId)
        throw new KavachError('VALIDATION_FAILED', `${emptyStationId} is no station's code. Give its own.`);
      keep({ dismissed: false });
      writeSite(join(dataFolder, 'site.yaml'), station);
      restart();
    },
  };
}

/** What was set up before it had a name stays. */
function writeSite(path: string, { id, name, lines, location, network }: NewStation): void {
  const site = existsSync(path) ? parseDocument(readFileSync(path, 'utf8')) : new Document({});
  site.set('station', site.createNode({ id, name, lines, location }));
  if (network !== null) site.set('network', network);
  writeFileSync(path, site.toString(), { mode: 0o600, flush: true });
}

function networkReply({ id, lines, stations }: NetworkProfile): FirstRunReply['networks'][number] {
  const linesOf = (code: string) => lines.filter(({ branches }) => branches.flat().includes(code)).map((line) => line.id);
  return {
    id,
    lines: lines.map((line) => line.id),
    stations: Object.entries(stations).map(([code, name]) => ({ code, name, lines: linesOf(code) })),
  };
}
