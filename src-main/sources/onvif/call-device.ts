/**
 * One SOAP question to an ONVIF device, signed with its user's password by WS-Security's digest, so that the password itself never
 * travels. In: the service's address and the question. Out: the answer's body, or a reason for the operator.
 */
import { createHash, randomBytes } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type Element, mostXmlChars, readSoap } from './read-soap.ts';

export interface DeviceUser {
  readonly user: string;
  readonly password: string;
  /** How far the device's clock is ahead of ours, ms: it takes no signature of another time. */
  readonly aheadMs: number;
}

export type DeviceAnswer = { readonly ok: true; readonly body: Element } | { readonly ok: false; readonly reason: string };

const answerWithinMs = 5_000;

/** `user` null: unsigned, as the device's time is asked for. Never rejects. */
export async function callDevice(
  address: string,
  question: string,
  user: DeviceUser | null,
  signal: AbortSignal,
): Promise<DeviceAnswer> {
  const host = URL.parse(address)?.host ?? address;
  try {
    const { status, text } = await post(
      address,
      envelope(question, user),
      AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    );
    const body = readSoap(text);
    if (status === 401 || status === 403 || (status !== 200 && text.includes('NotAuthorized')))
      return { ok: false, reason: 'wrong user or password' };
    if (body === null) return { ok: false, reason: `${host} does not answer as an ONVIF device` };
    if (status !== 200) return { ok: false, reason: `${host} refuses the question (${status}): is ONVIF switched on there?` };
    return { ok: true, body };
  } catch (error) {
    return { ok: false, reason: `${host} does not answer (${codeOf(error)}): check its address and the network` };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

/** Cameras sign their own certificates. Redirects are not followed. */
function post(address: string, body: string, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const url = new URL(address);
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/soap+xml; charset=utf-8', 'content-length': Buffer.byteLength(body) };
    const request = start(url, { method: 'POST', agent: false, rejectUnauthorized: false, signal, headers });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > mostXmlChars) response.destroy(new Error('the answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.end(body);
  });
}

function envelope(question: string, user: DeviceUser | null): string {
  const header = user === null ? '' : `<s:Header>${security(user)}</s:Header>`;
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${question}</s:Body></s:Envelope>`;
}

const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

/** WS-Security UsernameToken Profile 1.0: base64(SHA-1(nonce + created + password)). */
function security({ user, password, aheadMs }: DeviceUser): string {
  const nonce = randomBytes(16);
  const created = new Date(Date.now() + aheadMs).toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return `<w:Security s:mustUnderstand="1" xmlns:w="${wss}-wssecurity-secext-1.0.xsd" xmlns:u="${wss}-wssecurity-utility-1.0.xsd"><w:UsernameToken><w:Username>${escaped(user)}</w:Username><w:Password Type="${wss}-username-token-profile-1.0#PasswordDigest">${digest}</w:Password><w:Nonce EncodingType="${wss}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</w:Nonce><u:Created>${created}</u:Created></w:UsernameToken></w:Security>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
