/**
 * One GET to a camera, with its user name and password where it asks for them (Basic, or Digest with MD5 of RFC 7616, which
 * most cameras want). Cameras sign their own certificates, so these are not verified, as ffmpeg doesn't; what keeps strangers
 * out is the station's network. Redirects are not followed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** The answer's head; read or destroy its body. Rejects when there is no answer before `signal` aborts. */
export async function getFromCamera(source: string, signal: AbortSignal): Promise<IncomingMessage> {
  const url = new URL(source);
  const first = await send(url, signal, null);
  const challenge = first.headers['www-authenticate'] ?? '';
  if (first.statusCode !== 401 || url.username === '' || !/^digest /i.test(challenge)) return first;
  first.destroy();
  return await send(url, signal, digestAnswer(challenge, url));
}

function send(url: URL, signal: AbortSignal, authorization: string | null): Promise<IncomingMessage> {
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // Node sends the address's user and password by Basic unless the header is given.
    const headers = authorization === null ? {} : { authorization };
    const request = start(url, { agent: false, rejectUnauthorized: false, signal, headers });
    request.on('error', reject);
    request.on('response', resolve);
    request.end();
  });
}

/** The Authorization header that answers a Digest challenge for a GET of `url`. */
export function digestAnswer(challenge: string, url: URL, clientNonce = randomBytes(8).toString('hex')): string {
  const asked = Object.fromEntries(
    [...challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name = '', quoted, bare]) => [
      name.toLowerCase(),
      quoted ?? bare ?? '',
    ]),
  );
  const { realm = '', nonce = '', opaque } = asked;
  const username = decodeURIComponent(url.username);
  const uri = url.pathname + url.search;
  const who = md5(`${username}:${realm}:${decodeURIComponent(url.password)}`);
  const what = md5(`GET:${uri}`);
  const withQop = (asked['qop'] ?? '').split(/\s*,\s*/).includes('auth');
  const response = md5(withQop ? `${who}:${nonce}:00000001:${clientNonce}:auth:${what}` : `${who}:${nonce}:${what}`);
  const fields = {
    username,
    realm,
    nonce,
    uri,
    response,
    ...(opaque !== undefined && { opaque }),
    ...(withQop && { cnonce: clientNonce }),
  };
  const quoted = Object.entries(fields).map(([name, value]) => `${name}="${value.replaceAll(/["\\]/g, '\\$&')}"`);
  return `Digest ${[...quoted, ...(withQop ? ['qop=auth', 'nc=00000001'] : [])].join(', ')}`;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
