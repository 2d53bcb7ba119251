/** The demo site with the shipped model: what is counted, held against what the twin knows to be true. The long run is `npm run bench -- accuracy`. */
import { describe, it, onTestFinished } from 'vitest';
import type { CrowdUpdate } from '../../src-contract/api/crowd.ts';
import { runStationProcess } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

const watchMs = 15_000;

interface Truth {
  readonly zones: Record<string, { count: number }>;
}

describe('the demo', () => {
  it('is counted within moments, and as many as there are', async () => {
    const station = await runStationProcess({ environment: { LOG_LEVEL: 'error', KAVACH_MODELS_DIR: '' } });
    onTestFinished(station.stop);
    let latest: CrowdUpdate | null = null;
    station.socket('/ws/crowd').on('message', (data) => {
      latest = JSON.parse(String(data));
    });
    const counts = () => {
      const measured = (latest?.stations[0]?.zones ?? []).filter(({ source }) => source === 'measured');
      return new Map(measured.map(({ id, count }) => [id, count]));
    };
    await until(
      'a measured count in every zone',
      () => counts().size === 4 && [...counts().values()].every((count) => count !== null),
    );

    const sums = { measured: 0, truth: 0 };
    const endMs = Date.now() + watchMs;
    // A busy machine counts some seconds late, so that a train's crowd is over- and undercounted in turn: it is watched for longer, then.
    await until(
      'counts within 20 % of the truth',
      async () => {
        const { zones } = await station.get<Truth>('/api/twin/truth');
        for (const [id, count] of counts()) {
          sums.measured += count ?? 0;
          sums.truth += zones[id]?.count ?? 0;
        }
        const share = sums.measured / sums.truth;
        if (Date.now() < endMs) return false;
        if (share > 0.8 && share < 1.2) return true;
        throw new Error(`${JSON.stringify(sums)} after ${watchMs} ms`);
      },
      undefined,
      250,
    );
  });
});
