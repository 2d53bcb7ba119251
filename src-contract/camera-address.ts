/**
 * What a camera's address may be, and how it is written where people read it. Nothing here opens anything: the check is made
 * before a program sees the address, so that no address can carry an option, a shell word or another protocol.
 */

export type AddressCheck = { readonly ok: true } | { readonly ok: false; readonly found: string; readonly allowed: string };

const allowed = 'rtsp://, rtsps://, http:// or https:// with a host, file:NAME beside the site file, or twin:NAME';
const streamProtocols = new Set(['rtsp:', 'rtsps:', 'http:', 'https:']);
/** User and password, a host (a name, IPv4 or [IPv6]) that can't be read as an option, port, path; no shell characters. */
const streamAddress =
  /^[a-z]+:\/\/(?:[^/?#@;|`"'<>\\]*@)?(?:\[[0-9a-f:.]+\]|[\p{L}\p{N}][\p{L}\p{N}._-]*)(?::\d{1,5})?(?:[/?#][^@;|`"'<>\\]*)?$/iu;
const plainName = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u;

/** Checks one `source` of the site file. `found` never holds a password. */
export function checkCameraAddress(source: string): AddressCheck {
  const refuse = (found: string): AddressCheck => ({ ok: false, found, allowed });
  if (hasControlOrSpace(source)) return refuse('an address with spaces or control characters');
  if (source.startsWith('twin:')) return plainName.test(source.slice(5)) ? { ok: true } : refuse(source);
  if (source.startsWith('file:')) return isPlainPath(source.slice(5)) ? { ok: true } : refuse(source);
  const protocol = /^[a-z][a-z0-9+.-]*:/i.exec(source)?.[0];
  if (protocol === undefined) return refuse('an address without a protocol');
  if (!streamProtocols.has(protocol.toLowerCase())) return refuse(`protocol ${protocol}`);
  if (!streamAddress.test(source)) {
    return refuse(`${maskAddress(source)}; write special characters as %XX, "@" in a password as %40`);
  }
  return { ok: true };
}

/**
 * The address with any user name and password replaced; safe for logs, replies and exports. Up to the last "@": a password may hold
 * what should have been written as %XX, and too much masked is better than too little.
 */
export function maskAddress(source: string): string {
  return source
    .replace(/^([a-z][a-z0-9+.-]*:\/\/).*@/i, '$1***@')
    .replace(/([?&](?:[a-z_-]*(?:pass(?:w(?:or)?d)?|pwd|token|secret|key|auth|user(?:name)?)[a-z_-]*)=)[^&#]*/gi, '$1***');
}

function isPlainPath(path: string): boolean {
  const parts = path.split('/');
  return !path.startsWith('/') && !path.includes('\\') && parts.every((part) => part !== '..' && plainName.test(part));
}

function hasControlOrSpace(text: string): boolean {
  const isFile = text.startsWith('file:');
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f || (code === 0x20 && !isFile)) return true;
  }
  return false;
}
