/**
 * How the station is, for a person and for a monitor. In: where it answers, its data folder. Out: lines, and an exit code as monitors take
 * it: 0 all is well, 1 a part is degraded, 2 a part is down or nothing answers.
 */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { healthDetailedReply } from '../../../src-contract/api/system.ts';
import { errorText } from '../../errors.ts';
import { createStationClient } from '../station-client.ts';

export interface Status {
  readonly code: 0 | 1 | 2;
  readonly answers: boolean;
  readonly lines: readonly string[];
}

const answerLimitMs = 10_000;

export async function askStatus(origin: string, dataFolder: string): Promise<Status> {
  try {
    const { ok, status } = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(answerLimitMs) });
    if (!ok) throw new Error(`it answered ${status}`);
    if (mayRead(join(dataFolder, 'admin.key'))) return await askParts(origin, dataFolder);
    const how = `only root and the owner of ${dataFolder} may ask how its parts are`;
    return { code: 0, answers: true, lines: [`the station at ${origin} answers; ${how}`] };
  } catch (error) {
    const why = error instanceof Error && error.cause !== undefined ? errorText(error.cause) : errorText(error);
    return { code: 2, answers: false, lines: [`no station answers at ${origin}: ${why}`] };
  }
}

async function askParts(origin: string, dataFolder: string): Promise<Status> {
  const station = createStationClient(origin, dataFolder);
  const { status, version, uptime_s, parts } = await station.get('/health/detailed', healthDetailedReply);
  const bad = parts.filter(({ state }) => state !== 'ok');
  return {
    code: bad.length === 0 ? 0 : bad.some(({ state }) => state === 'down') ? 2 : 1,
    answers: true,
    lines: [
      `Kavach ${version} at ${origin}: ${status}, up for ${uptime_s} s, ${parts.length - bad.length} of ${parts.length} parts ok`,
      ...bad.map(({ name, state, detail }) => `  ${name} ${state}: ${detail ?? 'no reason was given'}`),
    ],
  };
}

function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
