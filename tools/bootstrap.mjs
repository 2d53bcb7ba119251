// Makes a fresh checkout runnable: npm packages, Debian packages, the build. Runs before every npm command and is quick when there
// is nothing to do. Node built-ins alone, in syntax that an old Node reads, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'node_modules', '.kavach-installed');
const builtFile = join(root, 'out', '.built');
const neededNode = [22, 18];

/** Stops with a message that says what to do; no stack, because the reader is not a programmer of ours. */
export class BootstrapError extends Error {}

function say(text) {
  process.stderr.write('kavach: ' + text + '\n');
}

function run(program, args, env) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], env: Object.assign({}, process.env, env) });
}

function isNewEnough(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > neededNode[0] || (parts[0] === neededNode[0] && parts[1] >= neededNode[1]);
}

/** The Node that the station runs under: the one that npm installed, else this one if it is new enough. */
export function stationNode() {
  const names = process.platform === 'win32' ? ['node/bin/node.exe', 'node/node.exe'] : ['node/bin/node', '.bin/node'];
  for (const name of names) {
    const file = join(root, 'node_modules', name);
    if (!existsSync(file)) continue;
    const asked = spawnSync(file, ['--version'], { encoding: 'utf8' });
    if (asked.status === 0 && isNewEnough(asked.stdout.trim())) return file;
  }
  if (isNewEnough(process.version)) return process.execPath;
  throw new BootstrapError(
    'Node ' +
      neededNode.join('.') +
      ' or newer is needed and this is ' +
      process.version +
      '. ' +
      'The one that npm installs beside the project did not run: delete node_modules and try again, or install Node 22.',
  );
}

function installKey() {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) hash.update(readFileSync(join(root, name)));
  return hash.update(process.platform + process.arch).digest('hex');
}

function installPackages() {
  const key = installKey();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === key) return;
  say('installing npm packages (a minute or two, once)');
  // No package may run a script of its own: all bring their binaries along, and npm, which reads no `gypfile: false` from a lock file,
  // would compile better-sqlite3, while onnxruntime-node would download CUDA libraries. Only `node` must fetch the one for this system.
  npm(['ci', '--ignore-scripts']);
  npm(['rebuild', 'node', '--ignore-scripts=false']);
  writeFileSync(stampFile, key);
}

function npm(args) {
  const npmCli = process.env.npm_execpath;
  const words = args.concat(['--no-audit', '--no-fund', '--loglevel=error']);
  const env = { NODE_ENV: 'development' };
  const isScript = npmCli !== undefined && /\.c?js$/.test(npmCli);
  const done = isScript
    ? run(process.execPath, [npmCli].concat(words), env)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, env);
  if (done.status !== 0) {
    throw new BootstrapError(
      'npm could not install the packages (its words are above). Check the network or the proxy, then try again.',
    );
  }
}

/** Debian keeps servers where a user's PATH doesn't lead. */
export function isOnPath(program) {
  const folders = (process.env.PATH || '').split(delimiter).concat(process.platform === 'linux' ? ['/usr/sbin'] : []);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Installs what is missing with apt where that is possible; returns the commands that a person must run where it is not. */
function installPrograms(programs) {
  const missing = programs.filter((program) => !isOnPath(program.command));
  if (missing.length === 0) return [];
  const packages = missing.flatMap((program) => program.packages);
  const command = 'apt-get install -y --no-install-recommends ' + packages.join(' ');
  if (process.platform !== 'linux' || !isOnPath('apt-get'))
    return ['install ' + missing.map((program) => program.command).join(' and ')];
  const isRoot = process.getuid() === 0;
  if (!isRoot && !isOnPath('sudo')) return ['as root: ' + command];
  say('installing ' + packages.join(', ') + ' with apt');
  const prefix = isRoot ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
  const apt = (args) => {
    const words = prefix.concat(['apt-get'], args);
    // sudo asks for its password on the terminal, so stdin stays open for it.
    return spawnSync(words[0], words.slice(1), {
      stdio: ['inherit', 2, 2],
      env: Object.assign({}, process.env, { DEBIAN_FRONTEND: 'noninteractive' }),
    });
  };
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends'].concat(packages));
  const left = missing.filter((program) => !isOnPath(program.command));
  return left.length === 0 ? [] : ['sudo apt-get update && sudo ' + command];
}

function newestChangeMs(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChangeMs(join(path, name))), stat.mtimeMs);
}

export function build() {
  const sources = ['src-main', 'src-renderer', 'src-preload', 'src-contract', 'electron.vite.config.ts', 'package-lock.json'];
  const newest = sources.reduce((ms, name) => Math.max(ms, newestChangeMs(join(root, name))), 0);
  if (existsSync(builtFile) && statSync(builtFile).mtimeMs >= newest) return;
  say('building');
  const done = run(stationNode(), [
    join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
  if (done.status !== 0) throw new BootstrapError('the build failed; its words are above.');
  mkdirSync(dirname(builtFile), { recursive: true });
  writeFileSync(builtFile, '');
}

const ffmpeg = { command: 'ffmpeg', packages: ['ffmpeg'] };
const chromium = { command: 'chromium', packages: ['chromium', 'fonts-dejavu-core'] };
/** What events are relayed to. Only their own tests need them, and leave out what isn't there; a station uses others' servers. */
const engines = [
  { command: 'pg_ctlcluster', packages: ['postgresql'] },
  { command: 'mosquitto', packages: ['mosquitto'] },
  { command: 'kcat', packages: ['kcat'] },
];

/** `needs`: {ffmpeg, chromium, engines, build}. What can't be installed is said; it stops the start only when `strict`. */
export function bootstrap(needs) {
  if (Number(process.version.slice(1).split('.')[0]) < 18) {
    throw new BootstrapError(
      'Node 18 or newer is needed to install Kavach and this is ' + process.version + '. Install Node 20 or 22 from nodejs.org.',
    );
  }
  installPackages();
  const programs = [];
  if (needs.ffmpeg && !process.env.KAVACH_FFMPEG) programs.push(ffmpeg);
  if (needs.chromium && !process.env.KAVACH_CHROMIUM) programs.push(chromium);
  for (const command of installPrograms(programs)) {
    if (needs.strict) throw new BootstrapError('a program is missing. Please run: ' + command);
    say('a program is missing, and cameras stay offline without it. Please run: ' + command);
  }
  const left = needs.engines ? installPrograms(engines) : [];
  for (const command of left) say('tests of the relay are left out for want of programs. Please run: ' + command);
  if (needs.build) build();
}
