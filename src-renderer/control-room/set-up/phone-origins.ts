/** Where a phone on the LAN opens the station. */
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';

/** The best first; the page's own address where the station tells none. */
export async function phoneOrigins(): Promise<readonly string[]> {
  const { origins } = await rest.call(routes.tls);
  return origins.length === 0 ? [location.origin] : origins;
}

/** True for an address that leads every machine to itself. */
export function isLoopbackOrigin(origin: string): boolean {
  const host = new URL(origin).hostname;
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);
}
