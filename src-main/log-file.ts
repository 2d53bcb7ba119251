/**
 * The station's log on its own disk: `kavach.log` and the ones before it, `kavach.1.log` the newest of those. In: lines. Out: files of
 * bounded size and number, and their last lines. A disk that takes none costs lines of the log, never the station.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LogFile {
  write(line: string): void;
}

/** Some days of a quiet station; a flood keeps its newest. */
const fileBytes = 5 * 2 ** 20;
const keptFiles = 5;

export function logFolder(dataFolder: string): string {
  return join(dataFolder, 'logs');
}

const pathOf = (folder: string, no: number): string => join(folder, no === 0 ? 'kavach.log' : `kavach.${no}.log`);

export function openLogFile(folder: string, mostBytes = fileBytes): LogFile {
  let bytes = 0;
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch {
      // Nobody can be told but by the log itself; what else needs the disk says that it is full.
    }
  };
  const rotate = (): void => {
    for (let no = keptFiles - 2; no >= 0; no--)
      if (existsSync(pathOf(folder, no))) renameSync(pathOf(folder, no), pathOf(folder, no + 1));
    bytes = 0;
  };
  attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    bytes = statSync(pathOf(folder, 0), { throwIfNoEntry: false })?.size ?? 0;
  });
  return {
    write: (line) =>
      attempt(() => {
        if (bytes >= mostBytes) rotate();
        appendFileSync(pathOf(folder, 0), line, { mode: 0o600 });
        bytes += line.length;
      }),
  };
}

/** The newest lines of all files, oldest first. */
export function lastLogLines(folder: string, most: number): string[] {
  const lines: string[] = [];
  for (let no = 0; no < keptFiles && lines.length < most; no++) {
    const path = pathOf(folder, no);
    if (existsSync(path))
      lines.unshift(
        ...readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== ''),
      );
  }
  return lines.slice(-most);
}
