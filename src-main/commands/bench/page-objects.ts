/** Objects that move on the map twice a second: told to the control room page on its own socket, beside what the station tells; and drawn by MapLibre alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sockets } from '../../../src-contract/api/sockets.ts';
import { repositoryRoot } from '../station-process.ts';

type Bounds = readonly [readonly [number, number], readonly [number, number]];

const objects = 2_000;
const everyMs = 500;
/** Of the plan's side, at each step: some two metres, as far as a hurrying person comes. */
const stepShare = 0.02;
const dist = join(repositoryRoot, 'node_modules/maplibre-gl/dist');

/** [longitude, latitude] of each object, walking at random within the bounds. */
function createCrowd([[west, south], [east, north]]: Bounds): () => [number, number][] {
  const at = Array.from({ length: objects }, () => [Math.random(), Math.random()] as [number, number]);
  const step = (share: number) => Math.min(1, Math.max(0, share + (Math.random() - 0.5) * stepShare));
  return () => {
    for (const place of at) [place[0], place[1]] = [step(place[0]), step(place[1])];
    return at.map(([x, y]) => [west + x * (east - west), south + y * (north - south)]);
  };
}

/** Before the page opens. What the station says of the ground is kept from it: its people are these. */
export async function sendObjects(page: Page, bounds: Bounds): Promise<void> {
  const next = createCrowd(bounds);
  await page.routeWebSocket(new RegExp(`${sockets.realTime.path}(\\?|$)`), (socket) => {
    const station = socket.connectToServer();
    let followed = false;
    socket.onMessage((text) => {
      if (String(text).includes('"ground"')) followed = String(text).includes('"subscribe"');
      station.send(text);
    });
    station.onMessage((text) => {
      if (!String(text).includes('"ground_update"')) socket.send(text);
    });
    const timer = setInterval(() => {
      if (!followed) return;
      const people = next().map(([lon, lat]) => [lon, lat, 1]);
      const update = { type: 'ground_update', timestamp: new Date().toISOString(), people, cells: [] };
      socket.send(JSON.stringify(update));
    }, everyMs);
    socket.onClose(() => {
      clearInterval(timer);
      void station.close();
    });
  });
}

/** A map of the bare library with as many points, on a page of its own. */
export async function openBareMap(page: Page, bounds: Bounds): Promise<Page> {
  await page.route('http://floor.invalid/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ body: bareMap, contentType: 'text/html' });
    const contentType = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ body: readFileSync(join(dist, name)), contentType });
  });
  await page.goto('http://floor.invalid/');
  await page.waitForFunction(() => 'map' in globalThis);
  await page.evaluate(`map.fitBounds(${JSON.stringify(bounds)}, { animate: false })`);
  const next = createCrowd(bounds);
  const timer = setInterval(() => {
    const points = next().map((coordinates) => ({
      type: 'Feature',
      properties: { persons: 1 },
      geometry: { type: 'Point', coordinates },
    }));
    const features = JSON.stringify({ type: 'FeatureCollection', features: points });
    void page.evaluate(`map.getSource('people').setData(${features})`).catch(() => clearInterval(timer));
  }, everyMs);
  page.on('close', () => clearInterval(timer));
  return page;
}

/** As large as the map of the Overview at this viewport, with the heat layer that our map has. */
const bareMap = `<!doctype html><link rel="stylesheet" href="/maplibre-gl.css">
<div id="plan" style="width:1100px;height:560px"></div>
<script type="module">
import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
const none = { type: 'FeatureCollection', features: [] };
const made = new Map({ container: 'plan', attributionControl: false, style: { version: 8,
  sources: { people: { type: 'geojson', data: none } },
  layers: [{ id: 'people', type: 'heatmap', source: 'people', paint: {
    'heatmap-radius': ['interpolate', ['exponential', 2], ['zoom'], 14, 2, 22, 160] } }] } });
made.on('load', () => { globalThis.map = made; });
</script>`;
