/** Processor time that this process and its children have taken, as Linux keeps it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts the time of processes in hundredths of a second, on every machine (USER_HZ). */
const ticksPerS = 100;

/** Seconds of all threads of this process and of each child that runs; null where the system has no /proc. */
export function cpuSeconds(): number | null {
  const { user, system } = process.cpuUsage();
  try {
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return (user + system) / 1e6 + children.reduce((sum, pid) => sum + childSeconds(pid), 0);
  } catch {
    return null;
  }
}

/** 0 for a process that isn't a child of this one, or that has just ended. */
function childSeconds(pid: string): number {
  try {
    // The name in parentheses may hold anything; after it come state, parent, … user and system time (fields 14 and 15 of proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[1]) === process.pid ? (Number(fields[11]) + Number(fields[12])) / ticksPerS : 0;
  } catch {
    return 0;
  }
}
