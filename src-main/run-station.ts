/**
 * The station in this process: from the command line to the exit code. It may end and begin anew in between, as after a restore; the port,
 * once found, stays the same, so that pages find it again. Started by the desktop shell, it tells that instead of a terminal.
 */
import { findAppFiles } from './composition/app-files.ts';
import { linkToShell, type ShellLink } from './composition/shell-link.ts';
import { sitesOf } from './composition/site-profiles.ts';
import { errorText, KavachError } from './errors.ts';
import { type Kavach, startKavach } from './kavach.ts';
import { createLog, type Log } from './log.ts';
import { logFolder, openLogFile } from './log-file.ts';
import { readStartOptions, type StartOptions, usage } from './settings.ts';
import { stopLimitMs } from './stop-limit.ts';

export async function runStation(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const shell = linkToShell();
  try {
    const options = readStartOptions(args, environment, sitesOf(findAppFiles(import.meta.dirname)));
    if (options === 'help') {
      process.stdout.write(`${usage}\n`);
      return;
    }
    const log = createLog(
      options.settings.LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info'),
      openLogFile(logFolder(options.dataFolder)),
    );
    const kavach = await runAgainAndAgain(options, log, shell);
    stopOnSignals(kavach, log, shell);
  } catch (error) {
    if (!(error instanceof KavachError)) throw error;
    shell?.failed(error.message);
    process.stderr.write(`kavach: ${error.message}\n`);
    process.exitCode = 1;
    // Parts that had started before the fault may still hold timers or children.
    setTimeout(() => process.exit(1), 2000).unref();
  }
}

/** The answer to whoever asked for it goes out first. */
const restartAfterMs = 500;

/** The station as it is just now: its stop is that of the run which is under way. */
async function runAgainAndAgain(options: StartOptions, log: Log, shell: ShellLink | null): Promise<Pick<Kavach, 'stop'>> {
  let isEnding = false;
  const begin = async (given: StartOptions): Promise<Kavach> => {
    const kavach = await startKavach(given, log, restart);
    if (shell === null) printWelcome(kavach);
    else shell.running(kavach);
    return kavach;
  };
  const beginAnew = async (): Promise<Kavach> => {
    const { origin, stop } = await current;
    await stop();
    const given = { ...options, settings: { ...options.settings, PORT: Number(new URL(origin).port) } };
    try {
      return await begin(given);
    } catch (error) {
      // What was new about this start is taken back by now.
      log.error({ error: errorText(error) }, 'the station could not begin anew; it is tried once more');
      return await begin(given);
    }
  };
  function restart(): void {
    setTimeout(() => {
      if (isEnding) return;
      log.info('the station begins anew');
      current = beginAnew();
      current.catch((error: unknown) => {
        log.error({ error: errorText(error) }, 'the station could not begin anew; start it by hand');
        process.exit(1);
      });
    }, restartAfterMs);
  }
  let current = begin(options);
  await current;
  return {
    async stop() {
      isEnding = true;
      await (await current).stop();
    },
  };
}

function stopOnSignals(kavach: Pick<Kavach, 'stop'>, log: Log, shell: ShellLink | null): void {
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    kavach.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: errorText(error) }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  shell?.onStop(() => stop('the desktop shell asked for it'));
  // The starter (tools/run.mjs) holds the other end: when it dies, no station is left behind.
  if (process.connected) process.on('disconnect', () => stop('the starter has gone'));
}

function printWelcome(kavach: Kavach): void {
  const lines = [
    `Kavach runs for ${kavach.stationName}.`,
    `  Open the control room:  ${kavach.signInLink()}`,
    '  (the link signs one browser in, once, within 15 minutes; a restart prints a new one)',
    ...onTheLan(kavach),
    `  API reference:          ${kavach.origin}/docs`,
    `  Data:                   ${kavach.dataFolder}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function onTheLan({ lanOrigins, caFingerprint }: Kavach): string[] {
  const [first, ...others] = lanOrigins;
  if (first === undefined) return [];
  const fingerprint = caFingerprint === null ? [] : [`  Its CA (SHA-256):       ${caFingerprint}`];
  return [`  For phones on the LAN:  ${[first, ...others].join('  ')}`, ...fingerprint];
}
