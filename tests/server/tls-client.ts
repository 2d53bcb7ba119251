/** HTTP requests, plain or by TLS, whose every header is the test's own; and the addresses by which a test is a peer of the LAN. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { networkInterfaces } from 'node:os';
import { lanAddresses } from '../../src-main/access/tls/names.ts';
import { adminKey } from './test-station.ts';

/** An address of this machine that isn't loopback: who connects to it comes from it. Undefined where there is none. */
export const [lanAddress] = lanAddresses(networkInterfaces());

export const withKey = { 'x-api-key': adminKey };

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Asking {
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly servername?: string;
  readonly body?: string;
}

/** `port` and the CA that is trusted by TLS. */
export function createAsk({ port, ca }: { readonly port: number; readonly ca: string }): (asking: Asking) => Promise<Answer> {
  return ({ scheme = 'https', host = '127.0.0.1', path = '/api/stations', ...rest }) => {
    const { method = 'GET', headers = withKey, servername = 'localhost', body } = rest;
    const options = { host, port, path, method, headers, agent: false };
    return new Promise((resolve, reject) => {
      const sent = scheme === 'http' ? httpRequest(options) : httpsRequest({ ...options, ca, servername });
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      sent.end(body);
    });
  };
}
