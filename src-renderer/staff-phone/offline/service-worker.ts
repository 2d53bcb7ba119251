/**
 * Keeps the page itself for when there is no network: its one HTML file and the files that it names, all of one build, and what it has loaded
 * since. Station data never comes here; the page keeps its last state by itself. Built as one file without imports.
 */

/** What is used of the worker's own scope; the page's types don't know it. */
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = globalThis as unknown as WorkerScope;
const shell = '/phone/';
const kept = 'kavach-phone';
const extras = ['/phone/manifest.webmanifest', '/phone/icon.svg', '/phone/icon-192.png'];
/** A network that doesn't answer within this is as good as none: somebody waits for the page. */
const patienceMs = 3000;
const asPage = { headers: { accept: 'text/html' }, cache: 'no-cache' } as const;

/** Fetches the page and all that it names, and only then puts it in the place of what was kept. */
async function keepPage(page: Response): Promise<void> {
  const html = await page.clone().text();
  const named = [...html.matchAll(/(?:src|href)="[./]*(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const cache = await caches.open(kept);
  await cache.addAll([...new Set(named), ...extras]);
  await cache.put(shell, page);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/assets/') && !named.includes(pathname)) await cache.delete(request);
  }
}

async function openPage(): Promise<Response> {
  const fallBack = async (): Promise<Response | undefined> => (await caches.open(kept)).match(shell);
  try {
    const page = await fetch(shell, { ...asPage, signal: AbortSignal.timeout(patienceMs) });
    if (!page.ok) return (await fallBack()) ?? page;
    const known = await fallBack();
    if (known === undefined || (await known.text()) !== (await page.clone().text())) await keepPage(page.clone()).catch(() => {});
    return page;
  } catch (error) {
    const known = await fallBack();
    if (known !== undefined) return known;
    throw error;
  }
}

async function fromKept(request: Request): Promise<Response> {
  const cache = await caches.open(kept);
  const known = await cache.match(request);
  if (known !== undefined) return known;
  const fresh = await fetch(request);
  // What the page loads later, as the map, is kept from its first use on.
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}

worker.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(shell, asPage)
      .then(keepPage)
      .then(() => worker.skipWaiting()),
  );
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname.startsWith(shell)) event.respondWith(openPage());
  else if (pathname.startsWith('/assets/') || extras.includes(pathname)) event.respondWith(fromKept(request));
});
