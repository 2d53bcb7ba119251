// What every npm script starts: bootstraps, then runs the command under the station's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BootstrapError, bootstrap, root, stationNode } from './bootstrap.mjs';

const bin = (name) => join(root, 'node_modules', name);
const biome = [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'];

const checks = [
  ['types of the contract', [bin('typescript/bin/tsc'), '-p', 'tsconfig.contract.json']],
  ['types of the station', [bin('typescript/bin/tsc'), '-p', 'tsconfig.main.json']],
  ['types of the commands', [bin('typescript/bin/tsc'), '-p', 'tsconfig.commands.json']],
  ['types of the pages', [bin('typescript/bin/tsc'), '-p', 'tsconfig.renderer.json']],
  ['types of the preload', [bin('typescript/bin/tsc'), '-p', 'tsconfig.preload.json']],
  ['types of the tests', [bin('typescript/bin/tsc'), '-p', 'tsconfig.tests.json']],
  ['lint and format', biome.concat('.')],
  ['layers', ['tools/check-layers.mjs']],
  ['dead code', [bin('knip/bin/knip.js')]],
];

const commands = {
  start: (args) => {
    bootstrap({ ffmpeg: true, build: true });
    return runToEnd(['out/main/node-main.js'].concat(args));
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
  test: (args) => {
    bootstrap({ ffmpeg: true, chromium: true, engines: true, build: true, strict: true });
    return args.length > 0 ? vitest(args) : check() || vitest([]);
  },
};

function check() {
  for (const [name, args] of checks) {
    const startedMs = Date.now();
    if (runNow(args) !== 0) {
      process.stderr.write('kavach: check failed: ' + name + '\n');
      return 1;
    }
    process.stderr.write('kavach: ' + name + ' ok (' + ((Date.now() - startedMs) / 1000).toFixed(1) + ' s)\n');
  }
  return 0;
}

function vitest(args) {
  const report = join(tmpdir(), 'kavach-vitest-' + process.pid + '.json');
  const status = runNow(
    [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', '--outputFile.json=' + report].concat(args),
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

function runNow(args) {
  const done = spawnSync(stationNode(), args, { cwd: root, stdio: 'inherit', env: environment() });
  return done.status === null ? 1 : done.status;
}

/** Runs a long command; passes signals on. The IPC channel tells the child when this process dies, so that no station is orphaned. */
function runToEnd(args) {
  return new Promise((resolve) => {
    const script = args.findIndex((arg) => !arg.startsWith('--'));
    const words = args.slice();
    words[script] = join(root, args[script]);
    const child = spawn(stationNode(), words, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: environment() });
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
