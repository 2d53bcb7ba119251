/** The session cookie: written for our own pages alone, unreadable by scripts. */
const name = 'kavach_session';
/** Browsers keep none longer; the station's own record says when the session really ends. */
const maxAgeS = 400 * 24 * 3600;

export function sessionCookie(token: string, secure: boolean): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeS}${secure ? '; Secure' : ''}`;
}

export function clearedSessionCookie(): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
}

/** The session's token from a Cookie header; null when there is none or it can't be one. */
export function readSessionCookie(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && /^[A-Za-z0-9_-]{20,200}$/.test(value)) return value;
  }
  return null;
}
