/** Where a phone on the LAN opens the station. */

/** The best first. The page's own address, until the station tells a better one. */
export async function phoneOrigins(): Promise<readonly string[]> {
  return [location.origin];
}

/** True for an address that leads every machine to itself. */
export function isLoopbackOrigin(origin: string): boolean {
  const host = new URL(origin).hostname;
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);
}
