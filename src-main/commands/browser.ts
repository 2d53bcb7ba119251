/** Chromium for benches and screenshots: the system's own, without any network of its own. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const flags =
  '--no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader --autoplay-policy=no-user-gesture-required --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/**
 * Without a GPU, what is not WebGL is put together in plain software: through software GL each picture of a video costs the whole screen,
 * twelve times as much (half a core for one camera on the Overview). The price is Chromium's: where a video lies over a map, the map has a
 * hole of its size, upside down. So not for pictures to keep.
 */
const cheapFlag = '--disable-gpu-compositing';

/** It shares two cores with the station it looks at: an answer to a click may take long, and is no fault by itself. */
const patienceMs = 120_000;

/** One that `serveBrowser` began, where the run of tests has one; else of one's own. Throws with what to do when there is no Chromium. */
export async function openBrowser({ forPictures = false } = {}): Promise<Browser> {
  const shared = process.env['KAVACH_BROWSER'];
  const browser = await (shared === undefined ? chromium.launch(launchOptions(forPictures)) : chromium.connect(shared));
  browser.on('context', (context) => context.setDefaultTimeout(patienceMs));
  return browser;
}

export interface ServedBrowser {
  readonly address: string;
  close(): Promise<void>;
}

/** For many processes one after another and at once; whoever closes theirs takes only its own pages along. */
export async function serveBrowser(): Promise<ServedBrowser> {
  const server = await chromium.launchServer({ ...launchOptions(false), host: '127.0.0.1' });
  return { address: server.wsEndpoint(), close: () => server.close() };
}

function launchOptions(forPictures: boolean): { executablePath: string; args: string[] } {
  const executablePath = process.env['KAVACH_CHROMIUM'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('Chromium is missing: apt-get install chromium, or name it in KAVACH_CHROMIUM');
  return { executablePath, args: [...flags.split(' '), ...(forPictures ? [] : [cheapFlag])] };
}
