/** Health of the station and its parts, and the twin's truth. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { overallStatus } from '../status-feed.ts';
import { isoTime } from '../wire/figures.ts';
import { twinTruthReply } from '../wire/truth.ts';

type SystemDeps = Pick<ServerDeps, 'clock' | 'health' | 'truth' | 'version'>;

export function registerSystemRoutes(register: Register, { clock, health, truth, version }: SystemDeps): void {
  const startedMs = clock.nowMs();

  register(routes.health, () => ({ status: 'healthy' as const, timestamp: isoTime(clock.nowMs()) }));

  register(routes.ping, () => ({ status: 'ok' as const }));

  register(routes.healthDetailed, () => {
    const parts = [...health()];
    const nowMs = clock.nowMs();
    return {
      status: overallStatus(parts),
      timestamp: isoTime(nowMs),
      version,
      uptime_s: Math.round((nowMs - startedMs) / 1000),
      parts,
    };
  });

  register(routes.truth, () => {
    const now = truth();
    if (now === null) throw new KavachError('NOT_FOUND', 'No simulated camera runs here, so there is no truth to tell.');
    return twinTruthReply(now);
  });
}
