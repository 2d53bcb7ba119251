/** Structured logs (pino): one child logger a part, no secrets. Addresses are masked where they are parsed. */
import pino from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'> & {
  child(fields: { part: string; [key: string]: unknown }): Log;
};

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Of a file that is asked when something went wrong: what a quiet terminal leaves out is of use there. */
const fileLevel = 'info';

/** Writes JSON lines to stderr, so that stdout keeps what a person or a script asked for; and to `file`, where there is one. */
export function createLog(level: LogLevel, file?: { write(line: string): void }): Log {
  const stderr = pino.destination({ fd: 2, sync: true });
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (file === undefined || level === 'silent') return pino({ ...options, level }, stderr);
  const least = level === 'debug' ? level : fileLevel;
  const streams = [
    { level, stream: stderr },
    { level: least, stream: file },
  ] as const;
  return pino({ ...options, level: least }, pino.multistream([...streams]));
}
