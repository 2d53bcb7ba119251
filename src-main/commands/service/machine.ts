/** The machine that a service is installed on: its programs and its folders. Tests give another root, and note what would be run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export interface Machine {
  readonly unitFile: string;
  readonly environmentFile: string;
  /** False in a container, and where another init runs. */
  readonly hasSystemd: boolean;
  /** An argument list, never a shell; `as` runs it as another user. */
  run(program: string, args: readonly string[], as?: { readonly uid: number; readonly gid: number }): Ran;
}

const limitMs = 60_000;

export function thisMachine(): Machine {
  return {
    unitFile: '/etc/systemd/system/kavach.service',
    environmentFile: '/etc/kavach/kavach.env',
    hasSystemd: existsSync('/run/systemd/system'),
    run(program, args, as) {
      const done = spawnSync(program, args, { encoding: 'utf8', timeout: limitMs, stdio: ['ignore', 'pipe', 'pipe'], ...as });
      const { error, status, stdout, stderr } = done;
      return { code: status ?? 127, output: error === undefined ? `${stdout}${stderr}`.trim() : error.message };
    },
  };
}

/** Throws with what the program said. */
export function runOrFail(machine: Machine, program: string, args: readonly string[]): string {
  const { code, output } = machine.run(program, args);
  if (code === 0) return output;
  throw new Error(`"${[program, ...args].join(' ')}" failed with ${code}: ${output || 'it said nothing'}`);
}
