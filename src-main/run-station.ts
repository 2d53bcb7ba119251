/** One run of the station in this process: from the command line to the exit code. */
import { errorText, KavachError } from './errors.ts';
import { type Kavach, startKavach } from './kavach.ts';
import { createLog, type Log } from './log.ts';
import { readStartOptions, usage } from './settings.ts';
import { loadSiteFile } from './site-file.ts';

const stopLimitMs = 10_000;

export async function runStation(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const options = readStartOptions(args, environment, (siteFile) => loadSiteFile(siteFile).station.id);
    if (options === 'help') {
      process.stdout.write(`${usage}\n`);
      return;
    }
    const log = createLog(options.settings.LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info'));
    const kavach = await startKavach(options, log);
    stopOnSignals(kavach, log);
    printWelcome(kavach);
  } catch (error) {
    if (!(error instanceof KavachError)) throw error;
    process.stderr.write(`kavach: ${error.message}\n`);
    process.exitCode = 1;
    // Parts that had started before the fault may still hold timers or children.
    setTimeout(() => process.exit(1), 2000).unref();
  }
}

function stopOnSignals(kavach: Kavach, log: Log): void {
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
