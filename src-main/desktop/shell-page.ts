/**
 * What a window shows while there is no station to show, and the page that sounds when the control room can't: kavach://shell/…, made here
 * and from resources/shell. In: the station's state. Out: answers to Electron's protocol. Nothing is read that isn't named here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomScheme } from 'electron';
import type { Locale } from '../../src-contract/texts/language.ts';
import { shellTexts } from './shell-texts.ts';
import type { StationState } from './station-child.ts';

export const shellOrigin = 'kavach://shell';
export const shellPageUrl = `${shellOrigin}/station`;
export const soundPageUrl = `${shellOrigin}/sound`;
/** A standard one has an origin, and a secure one may play sound. */
export const shellScheme: CustomScheme = { scheme: 'kavach', privileges: { standard: true, secure: true } };

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const files: Readonly<Record<string, string>> = {
  '/shell.css': 'text/css; charset=utf-8',
  '/shell.js': 'text/javascript; charset=utf-8',
  '/sound.js': 'text/javascript; charset=utf-8',
};

interface ShellPageOptions {
  readonly state: () => StationState;
  readonly locale: Locale;
  /** Absolute: resources/shell. */
  readonly folder: string;
  readonly logsFolder: string;
}

export function shellPage({ state, locale, folder, logsFolder }: ShellPageOptions): (request: { url: string }) => Response {
  return ({ url }) => {
    const { host, pathname } = new URL(url);
    const type = files[pathname];
    if (host !== 'shell') return answer(404, 'text/plain', '');
    if (type !== undefined) return answer(200, type, readFileSync(join(folder, pathname), 'utf8'));
    if (pathname === '/sound') return answer(200, html, page(locale, '', '/sound.js'));
    if (pathname === '/station') return answer(200, html, page(locale, stationBody(state(), locale, logsFolder), '/shell.js'));
    return answer(404, 'text/plain', '');
  };
}

const html = 'text/html; charset=utf-8';

function answer(status: number, type: string, body: string): Response {
  const headers = {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
  return new Response(body, { status, headers });
}

function page(locale: Locale, body: string, script: string): string {
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>Kavach</title>
<link rel="stylesheet" href="/shell.css"><script type="module" src="${script}"></script></head>
<body>${body}</body></html>`;
}

function stationBody(state: StationState, locale: Locale, logsFolder: string): string {
  const t = shellTexts[locale];
  switch (state.kind) {
    case 'failed':
      return `<main role="alert">${shield}<h1>${t.down}</h1><p>${t.downBody}</p>
<ol>${t.steps.map((step) => `<li>${step}</li>`).join('')}</ol>
<h2>${t.itSaid}</h2><pre tabindex="0">${escaped(state.reason ?? t.itSaidNothing)}</pre>
<p class="logs">${escaped(t.logs(logsFolder))}</p>
<p class="actions"><button id="start" autofocus>${t.startAgain}</button> <button id="quit">${t.quit}</button></p></main>`;
    case 'restarting':
      return `<main role="alert">${shield}<h1>${t.restarting}</h1><p>${t.restartingBody}</p><progress></progress></main>`;
    case 'starting':
    case 'running':
    case 'stopped':
      return `<main role="status">${shield}<h1>${t.starting}</h1><p>${t.startingBody}</p><progress></progress></main>`;
  }
}

const shield =
  '<svg viewBox="0 0 32 32" width="56" height="56" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd" d="M16 2 4 6.5v8.6C4 22.4 9 28 16 30c7-2 12-7.6 12-14.9V6.5ZM10 19h3v4h-3zm4.5-5h3v9h-3zM19 9h3v14h-3z"/></svg>';

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
