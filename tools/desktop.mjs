// Whether `npm start` opens the desktop window or runs the station headless, and why: the Electron binary, a display, who starts it. Where
// the binary alone is missing it asks a person at a terminal whether to fetch it, and never fetches it by itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { root, stationNode } from './bootstrap.mjs';

const electronFolder = join(root, 'node_modules', 'electron');

/** Null where there is none. */
function electronBinary() {
  const named = process.env.ELECTRON_PATH;
  if (named) return existsSync(named) ? named : null;
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** What stands in the way of a window besides the binary; null when nothing does. */
function obstacle(args) {
  if (args.includes('--headless')) return '--headless was given';
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  // Chromium's sandbox refuses root, and a window without it is not for a control room.
  return process.getuid() === 0 ? 'the desktop window does not run as root' : null;
}

async function mayFetch() {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await ask.question(
    'kavach: the desktop window needs Electron, about 120 MB from github.com. Fetch it now? [y/N] ',
  );
  ask.close();
  return /^y(es)?$/i.test(answer.trim());
}

function fetchElectron() {
  const done = spawnSync(stationNode(), [join(electronFolder, 'install.js')], { cwd: root, stdio: ['ignore', 2, 2] });
  return done.status === 0 ? electronBinary() : null;
}

/** `electron`: the program to start, null for headless. `why`: one line for whoever starts it. */
export async function chooseShell(args) {
  const headless = (why) => ({ electron: null, why: 'headless, because ' + why });
  const inTheWay = obstacle(args);
  if (inTheWay !== null) return headless(inTheWay);
  const binary = electronBinary();
  if (binary !== null) return { electron: binary, why: 'with the desktop window (' + binary + ')' };
  if (process.env.ELECTRON_PATH) return headless('ELECTRON_PATH names no file: ' + process.env.ELECTRON_PATH);
  if (!(await mayFetch())) return headless('the Electron binary is missing; to fetch it: node node_modules/electron/install.js');
  const fetched = fetchElectron();
  return fetched === null
    ? headless('the Electron binary could not be fetched (its words are above)')
    : { electron: fetched, why: 'with the desktop window (' + fetched + ')' };
}
