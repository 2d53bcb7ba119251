/**
 * Hands a station to electron-builder: its names and icons, and what is done to the tree before it becomes installers. In: what was gathered.
 * Out: the paths of what was made. What all stations share stands in electron-builder.yml.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, type BuildResult, build, type Configuration, Platform } from 'electron-builder';
import { parse } from 'yaml';
import { z } from 'zod';
import type { System } from '../../../src-contract/domain/program-systems.ts';
import { version } from '../../version.ts';
import { layStation, refuseForeign } from './lay-station.ts';
import { type Packed, writeManifest } from './manifest.ts';
import { foreignNatives } from './native-modules.ts';

export interface BuilderRun {
  readonly packed: Packed;
  readonly targets: readonly string[];
  readonly icon: string;
  readonly outFolder: string;
  readonly electronDist: string | null;
}

export interface Made {
  readonly files: readonly string[];
  /** The tree that installers are made of, and the bytes of Kavach's part in it. */
  readonly tree: string;
  readonly bytes: number;
}

const platforms: Readonly<Record<System, Platform>> = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC };

export async function runBuilder(run: BuilderRun): Promise<Made> {
  const { packed, targets } = run;
  const { system, processor, root } = packed;
  let tree = '';
  let bytes = 0;
  const config: Configuration = {
    ...stationConfig(run),
    afterPack: async ({ packager, appOutDir }) => {
      const resources = packager.getResourcesDir(appOutDir);
      await layStation(resources, packed);
      await refuseForeign(resources, system, processor);
      bytes = await writeManifest(resources, packed);
      tree = appOutDir;
    },
  };
  const files: BuildResult['artifactPaths'] = await build({
    projectDir: root,
    targets: platforms[system].createTarget([...targets], Arch[processor]),
    publish: 'never',
    config,
  });
  return { files, tree, bytes };
}

function stationConfig({ packed, icon, outFolder, electronDist }: BuilderRun): Configuration {
  const { id, name } = packed.profile.site.station;
  const plainId = id.toLowerCase().replaceAll('_', '-');
  return {
    appId: `org.kavach.${plainId}`,
    productName: `Kavach ${name}`,
    // Packages of Linux are named after it, so that two stations' can be installed beside each other.
    extraMetadata: { name: `kavach-${plainId}`, productName: `Kavach ${name}`, version },
    artifactName: `kavach-${plainId}-\${version}-\${os}-\${arch}.\${ext}`,
    files: [...sharedFiles(packed.root), ...foreignNatives(packed.system, packed.processor)],
    directories: { output: outFolder, buildResources: join(outFolder, 'none') },
    electronVersion: packed.electronVersion,
    ...(electronDist === null ? {} : { electronDist }),
    linux: { icon, executableName: `kavach-${plainId}` },
    win: { icon },
    // Signed with the rest, or macOS doesn't run it; the path is from the bundle's Contents.
    mac: { icon, binaries: ['Resources/station/ffmpeg'] },
  };
}

/** electron-builder would put patterns given beside those of its file in their place, and those of one system alone beside the whole tree. */
function sharedFiles(root: string): string[] {
  const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  return z.object({ files: z.array(z.string()) }).parse(parse(text)).files;
}
