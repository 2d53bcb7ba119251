/** Which of the words that started the desktop are the station's: those that `npm start` knows. Chromium's own and a debugger's are not. */
import { parseArgs } from 'node:util';

const named = ['site', 'data', 'port', 'host'] as const;

/** `words`: without the program. */
export function stationArgs(words: readonly string[]): string[] {
  const string = { type: 'string' } as const;
  const options = { site: string, data: string, port: string, host: string };
  const { values } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true });
  return named.flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [`--${name}`, value] : [];
  });
}
