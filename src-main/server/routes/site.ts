/** The plan of the station, and the site that it is made of: read, changed, undone. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { SitePart } from '../../../src-contract/domain/site-edit.ts';
import { KavachError } from '../../errors.ts';
import type { Caller } from '../auth/caller.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { sendFile } from '../stored-files.ts';

type SiteDeps = Pick<ServerDeps, 'site' | 'baseMap' | 'siteConfig' | 'audit' | 'clock'>;

export function registerSiteRoutes(register: Register, { site, baseMap, siteConfig, audit, clock }: SiteDeps): void {
  register(routes.site, () => site());
  register(routes.baseMap, ({ reply }) => {
    const file = baseMap();
    if (file === null) throw new KavachError('NOT_FOUND', 'This station has no base map; /health/detailed says what is wrong.');
    // By it a page knows that the file became another one.
    void reply.header('etag', file.etag);
    return sendFile(reply, file);
  });
  register(routes.siteConfig, () => siteConfig.read());

  /** What was changed, by name: an address may hold a password. */
  const noted = async (action: string, changed: readonly SitePart[], caller: Caller, address: string) => {
    const { revision, versions } = siteConfig.read();
    const names = changed.map(({ part, id }) => (id === null ? part : `${part} ${id}`));
    const details = { revision, changed: names.slice(0, 100) };
    await audit.append({ atMs: clock.nowMs(), actor: caller.name, action, target: null, details, address });
    return { revision, versions, changed: [...changed] };
  };

  register(routes.changeSite, ({ body, caller, from }) =>
    noted('changeSite', siteConfig.change(body.revision, body.edits), caller, from.address),
  );
  register(routes.undoSiteChange, ({ body, caller, from }) =>
    noted('undoSiteChange', siteConfig.restore(body.revision, body.version), caller, from.address),
  );
}
