// What every npm script starts: bootstraps, then runs the command under the station's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BootstrapError, bootstrap, root, stationNode } from './bootstrap.mjs';
import { chooseShell } from './desktop.mjs';

const bin = (name) => join(root, 'node_modules', name);
const biome = [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'];

// The station has no browser's types and the pages none of Node's; the contract, which is in both, has neither. The first is everything.
const checks = [
  ['types of all, with tools and tests', [bin('typescript/bin/tsc'), '-p', 'tsconfig.all.json']],
  ['types of the station', [bin('typescript/bin/tsc'), '-p', 'tsconfig.main.json']],
  ['types of the pages', [bin('typescript/bin/tsc'), '-p', 'tsconfig.renderer.json']],
  ['lint and format', biome.concat('.')],
  ['layers', ['tools/check-layers.mjs']],
  ['dead code', [bin('knip/bin/knip.js')]],
];

const commands = {
  start: async (args) => {
    bootstrap({ ffmpeg: true, build: true });
    if (args.includes('--help')) return runToEnd(['out/main/node-main.js'].concat(args));
    const { electron, why } = await chooseShell(args);
    process.stderr.write('kavach: starting ' + why + '\n');
    if (electron === null) return runToEnd(['out/main/node-main.js'].concat(args));
    return runToEnd(['.'].concat(args), electron);
  },
  dev: (args) => {
    bootstrap({ ffmpeg: true });
    return runToEnd(['--disable-warning=ExperimentalWarning', 'tools/dev.mjs'].concat(args));
  },
  build: () => {
    bootstrap({ build: true });
    return 0;
  },
  bench: (args) => {
    bootstrap({ ffmpeg: true, chromium: true, build: true, strict: true });
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/bench.ts'].concat(args));
  },
  simulate: (args) => {
    bootstrap({});
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/simulate.ts'].concat(args));
  },
  models: (args) => {
    bootstrap({});
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/models.ts'].concat(args));
  },
  verify: (args) => {
    bootstrap({});
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/verify.ts'].concat(args));
  },
  package: (args) => {
    bootstrap({ build: true });
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/package.ts'].concat(args));
  },
  backup: (args) => {
    bootstrap({});
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/backup.ts'].concat(args));
  },
  service: (args) => {
    bootstrap(args[0] === 'install' ? { ffmpeg: true, build: true } : {});
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/service.ts'].concat(args));
  },
  screenshots: (args) => {
    bootstrap({ ffmpeg: true, chromium: true, build: true, strict: true });
    return runToEnd(['--disable-warning=ExperimentalWarning', 'src-main/commands/screenshots.ts'].concat(args));
  },
  format: () => {
    bootstrap({});
    return runNow(biome.concat('--write', '.'));
  },
  check: () => {
    bootstrap({});
    return check();
  },
  test: async (args) => {
    bootstrap({ ffmpeg: true, chromium: true, engines: true, build: true, strict: true });
    return args.length > 0 ? vitest(args) : (await check()) || vitest([]);
  },
};

/** Two at a time: each has one core to itself on the smallest machine. All of them are run, so that one start tells every fault. */
async function check() {
  const waiting = checks.slice();
  let failed = 0;
  const runSome = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, args] = next;
      const startedMs = Date.now();
      const { status, output } = await runQuietly(args);
      if (status !== 0) failed += 1;
      const said = status === 0 ? name + ' ok' : 'check failed: ' + name;
      process.stderr.write(output + 'kavach: ' + said + ' (' + ((Date.now() - startedMs) / 1000).toFixed(1) + ' s)\n');
    }
  };
  await Promise.all([runSome(), runSome()]);
  return failed === 0 ? 0 : 1;
}

/** What it printed comes as a whole, so that two don't mix. */
function runQuietly(args) {
  return new Promise((resolve) => {
    const child = spawn(stationNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => resolve({ status: 1, output: error.message + '\n' }));
    child.on('close', (code) => resolve({ status: code === null ? 1 : code, output: Buffer.concat(output).toString() }));
  });
}

function vitest(args) {
  // As low as the threads of the station that stand back: else two busy test workers would leave them nothing. It spares whoever works here, too.
  setPriority(10);
  const report = join(tmpdir(), 'kavach-vitest-' + process.pid + '.json');
  const status = runNow(
    [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', '--outputFile.json=' + report].concat(args),
    testEnvironment(),
  );
  try {
    const sum = JSON.parse(readFileSync(report, 'utf8'));
    process.stdout.write(
      sum.numPassedTests +
        ' passed, ' +
        sum.numFailedTests +
        ' failed, ' +
        (sum.numPendingTests + sum.numTodoTests) +
        ' skipped\n',
    );
  } catch (error) {
    process.stderr.write('kavach: no test report was written: ' + error.message + '\n');
  }
  rmSync(report, { force: true });
  return status;
}

function environment() {
  return Object.assign({}, process.env, {
    PATH: join(root, 'node_modules', '.bin') + (process.platform === 'win32' ? ';' : ':') + process.env.PATH,
  });
}

/** Tests start hundreds of stations, workers and commands: each begins with what the one before it has compiled. */
function testEnvironment() {
  return Object.assign(environment(), { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') });
}

function runNow(args, env = environment()) {
  const done = spawnSync(stationNode(), args, { cwd: root, stdio: 'inherit', env });
  return done.status === null ? 1 : done.status;
}

/** Runs a long command; passes signals on. The IPC channel tells the child when this process dies, so that no station is orphaned. */
function runToEnd(args, program = stationNode()) {
  return new Promise((resolve) => {
    const script = args.findIndex((arg) => !arg.startsWith('--'));
    const words = args.slice();
    words[script] = join(root, args[script]);
    const child = spawn(program, words, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: environment() });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    child.on('error', (error) => {
      process.stderr.write('kavach: ' + error.message + '\n');
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code === null ? (signal === 'SIGKILL' ? 137 : 1) : code));
  });
}

const name = process.argv[2];
const command = commands[name];
try {
  if (command === undefined)
    throw new BootstrapError('unknown command "' + name + '"; there are: ' + Object.keys(commands).join(', '));
  process.exitCode = await command(process.argv.slice(3));
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  process.stderr.write('kavach: ' + error.message + '\n');
  process.exitCode = 1;
}
