/**
 * Native modules by system: which to leave out of an installer, and whether those for it are there at all, for npm installs those of the
 * machine that it runs on. In: the application's folder and the system. Out: patterns; a PackageError that says what to do.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Processor, type System, systems } from '../../../src-contract/domain/program-systems.ts';
import { PackageError } from './options.ts';

/** Patterns of electron-builder: packages that hold binaries for all systems, and those of other systems where they are installed. */
export function foreignNatives(system: System, processor: Processor): string[] {
  const pair = `${system}-${processor}`;
  const others = systems.filter((one) => one !== system).join(',');
  return [
    `!node_modules/better-sqlite3/prebuilds/!(${pair}.node)`,
    `!node_modules/bufferutil/prebuilds/!(${pair})/**`,
    `!node_modules/onnxruntime-node/bin/napi-v6/!(${system})/**`,
    `!node_modules/onnxruntime-node/bin/napi-v6/${system}/!(${processor})/**`,
    `!node_modules/@img/{sharp,sharp-libvips}-{${others},linuxmusl}*/**`,
    `!node_modules/@node-rs/*-{${others}}-*/**`,
    '!node_modules/@node-rs/*-musl/**',
  ];
}

const argon2Endings = { linux: 'gnu', win32: 'msvc', darwin: '' } as const;

export function requireNativeModules(root: string, system: System, processor: Processor): void {
  const pair = `${system}-${processor}`;
  const argon2 = ['@node-rs/argon2', pair, argon2Endings[system]].filter((word) => word !== '').join('-');
  const shipped = [
    `better-sqlite3/prebuilds/${pair}.node`,
    `onnxruntime-node/bin/napi-v6/${system}/${processor}/onnxruntime_binding.node`,
  ];
  const never = shipped.filter((path) => !isThere(root, path));
  if (never.length > 0) throw new PackageError(`${pair} can't be packaged: its makers ship no ${never.join(', no ')}`);
  const missing = [`@img/sharp-${pair}`, argon2].filter((name) => !isThere(root, name));
  if (missing.length === 0) return;
  throw new PackageError(
    `native modules for ${pair} are not installed (${missing.join(', ')}): make this installer on such a machine, as .github/workflows/installers.yml does.`,
  );
}

function isThere(root: string, path: string): boolean {
  return existsSync(join(root, 'node_modules', path));
}
