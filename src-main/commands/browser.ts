/** Chromium for benches and screenshots: the system's own, without any network of its own. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Throws with what to do when there is no Chromium. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['KAVACH_CHROMIUM'] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('Chromium is missing: apt-get install chromium, or name it in KAVACH_CHROMIUM');
  const args =
    '--no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader --autoplay-policy=no-user-gesture-required --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  return chromium.launch({ executablePath, args: args.split(' ') });
}
