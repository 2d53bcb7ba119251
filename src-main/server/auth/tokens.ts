/**
 * Access and refresh tokens of one session. An access token is a JWT (HS256, nothing else is taken) that names a session and lasts
 * minutes; the session is looked up each time, so that one that was ended ends its tokens at once. A refresh token is the session, a
 * number and a MAC over both, so that an old one can be told from a made-up one.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../clock.ts';

export interface Tokens {
  access(sessionId: string): Promise<string>;
  /** The session that a token names; null for one that is forged, of another station or too old. */
  readAccess(token: string): Promise<string | null>;
  refresh(sessionId: string, no: number): string;
  /** Null for one that this station never gave. */
  readRefresh(token: string): { readonly sessionId: string; readonly no: number } | null;
}

export interface TokenOptions {
  readonly secret: string;
  readonly stationId: string;
  readonly accessLifeMs: number;
  readonly clock: Clock;
}

const issuer = 'kavach';
const tokenType = 'at+jwt';

export function createTokens({ secret, stationId, accessLifeMs, clock }: TokenOptions): Tokens {
  const key = createHmac('sha256', secret).update('access tokens').digest();
  const refreshKey = createHmac('sha256', secret).update('refresh tokens').digest();
  const macOf = (sessionId: string, no: number): Buffer => createHmac('sha256', refreshKey).update(`${sessionId}.${no}`).digest();
  return {
    access: (sessionId) => {
      const nowS = Math.floor(clock.nowMs() / 1000);
      return new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: tokenType })
        .setIssuer(issuer)
        .setAudience(stationId)
        .setSubject(sessionId)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + Math.round(accessLifeMs / 1000))
        .sign(key);
    },
    async readAccess(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          ...{ algorithms: ['HS256'], issuer, audience: stationId, typ: tokenType },
          currentDate: new Date(clock.nowMs()),
        });
        return payload.sub ?? null;
      } catch {
        return null;
      }
    },
    refresh: (sessionId, no) => `${sessionId}.${no}.${macOf(sessionId, no).toString('base64url')}`,
    readRefresh(token) {
      const [, sessionId, digits, mac] = /^([\w-]{1,40})\.(\d{1,9})\.([\w-]{43})$/.exec(token) ?? [];
      if (sessionId === undefined || digits === undefined || mac === undefined) return null;
      const no = Number(digits);
      const given = Buffer.from(mac, 'base64url');
      const wanted = macOf(sessionId, no);
      return given.length === wanted.length && timingSafeEqual(given, wanted) ? { sessionId, no } : null;
    },
  };
}
