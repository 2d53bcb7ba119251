/** The pairing code of the address that the QR holds: it stands behind the #, so that no log and no prefetch sees it. */
export function codeFromAddress(address: string): string {
  const hash = new URL(address).hash.slice(1);
  return /^[0-9A-Za-z-]{4,40}$/.test(hash) ? hash : '';
}
