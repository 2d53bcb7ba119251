/** Looking after the station over REST: about, diagnostics, retention, the first run. */
import { routes } from '../../../src-contract/api/routes.ts';
import { type KeepFrom, type RetentionSetting, retentionSettings } from '../../../src-contract/domain/retention.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';
import { retentionReplyOf } from '../wire/retention.ts';

type CareDeps = Pick<ServerDeps, 'care' | 'siteConfig' | 'health' | 'clock'> & { readonly metricsText: () => Promise<string> };

const dayMs = 86_400_000;

export function registerCareRoutes(register: Register, { care, siteConfig, health, clock, metricsText }: CareDeps): void {
  register(routes.about, care.about);

  register(routes.diagnostics, async ({ reply }) => {
    const nowMs = clock.nowMs();
    const bundle = await care.diagnostics({
      'health.json': JSON.stringify(health(), null, 2),
      'metrics.txt': await metricsText(),
    });
    const stamp = isoTime(nowMs).slice(0, 16).replaceAll(':', '-');
    void reply.header('content-disposition', `attachment; filename="kavach-diagnostics-${stamp}.zip"`);
    return bundle;
  });

  const keepFrom = (days: Partial<Record<RetentionSetting, number>>): KeepFrom => {
    const all = { ...care.retention(), ...days };
    const entries = retentionSettings.map((setting) => [setting, clock.nowMs() - all[setting] * dayMs] as const);
    return Object.fromEntries(entries) as KeepFrom;
  };

  register(routes.retention, async () =>
    retentionReplyOf({
      ...{ kept: await care.kept(keepFrom({})), limits: care.retention(), storeBytes: care.storeBytes() },
      ...{ revision: siteConfig.revision(), nowMs: clock.nowMs() },
    }),
  );
  register(routes.previewRetention, async ({ body }) => {
    const kept = await care.kept(keepFrom(body.days));
    return { older: Object.fromEntries(kept.map(({ setting, older }) => [setting, older])) as Record<RetentionSetting, number> };
  });

  register(routes.firstRun, care.firstRun.read);
  register(routes.noteFirstRun, ({ body: { skip, dismissed } }) => {
    if (skip !== undefined) care.firstRun.skip(skip);
    if (dismissed !== undefined) care.firstRun.dismiss(dismissed);
    return care.firstRun.read();
  });
  register(routes.nameStation, ({ body }) => {
    care.firstRun.name(body);
    return { id: body.id };
  });
}
