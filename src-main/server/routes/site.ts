/** The plan of the station. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';

export function registerSiteRoutes(register: Register, { site }: Pick<ServerDeps, 'site'>): void {
  register(routes.site, () => site());
}
