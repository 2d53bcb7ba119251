/** Places over REST: GeoJSON for questions, errors that name the field, an operator's places and corrections, and an import from file to force. */
import { expect, onTestFinished, test } from 'vitest';
import { bytesOf, overpassAnswer, smallPbf, smallXml } from '../fixtures/osm-files.ts';
import { until } from '../fixtures/until.ts';
import { startTestStation, type TestStation } from './test-station.ts';

async function station(limits = {}): Promise<TestStation> {
  const one = await startTestStation({ limits });
  onTestFinished(() => one.stop());
  return one;
}

async function sendFile({ origin, get }: TestStation, bytes: Uint8Array, fields: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'map.osm');
  return get(new URL('/api/locations/import', origin).pathname, { method: 'POST', body: form });
}

const stateOf = async ({ get }: TestStation) => (await get('/api/locations/import')).json();
async function settled(one: TestStation) {
  return until('the import to settle', async () => {
    const reply = await stateOf(one);
    return ['idle', 'waiting', 'failed'].includes(reply.import.state) ? reply : null;
  });
}

async function withMap(): Promise<TestStation> {
  const one = await station();
  expect((await sendFile(one, smallXml(), { name: 'small.osm', apply: 'true' })).status).toBe(202);
  expect(await settled(one)).toMatchObject({ import: { state: 'idle' }, last: { from: 'small.osm', applied_by: 'admin.key' } });
  return one;
}

test('places are GeoJSON, with the map’s age and its licence', async () => {
  const one = await withMap();
  const reply = await (await one.get('/api/locations?near=19.018,72.842&radius_m=300&type=station,toilet')).json();
  expect(reply).toMatchObject({
    ...{ type: 'FeatureCollection', next_cursor: null, attribution: '© OpenStreetMap contributors, ODbL' },
    counts: { hospital: 1, police: 1, stairs: 1, station: 1, toilet: 1 },
    features: [
      {
        ...{ type: 'Feature', id: 'node/1', geometry: { type: 'Point', coordinates: [72.842, 19.018] } },
        properties: { kind: 'station', name: 'Dādar', names: { hi: 'दादर' }, distance_m: 0, source: 'osm' },
      },
      { id: 'node/2', properties: { distance_m: 153 } },
    ],
  });
  const named = await (await one.get(`/api/locations?q=${encodeURIComponent('दादर')}`)).json();
  expect(named.features.map(({ id }: { id: string }) => id)).toEqual(['node/1']);
  const hospital = await (await one.get('/api/locations/relation%2F21')).json();
  expect(hospital.properties).toMatchObject({ kind: 'hospital', outline: { length: 5 } });
  expect((await one.get('/api/locations/node%2F404')).status).toBe(404);
});

test.each([
  ['type=temple,nonsense', 'type', 'BAD_REQUEST'],
  ['bbox=1,2,3', 'bbox', 'BAD_REQUEST'],
  ['bbox=73,19,72,20', 'bbox', 'BAD_REQUEST'],
  ['bbox=,,,', 'bbox', 'BAD_REQUEST'],
  ['near=91,0', 'near', 'BAD_REQUEST'],
  ['near=here', 'near', 'BAD_REQUEST'],
  ['near=19,72&radius_m=0', 'radius_m', 'VALIDATION_FAILED'],
  ['limit=0', 'limit', 'VALIDATION_FAILED'],
  ['cursor=abc', 'cursor', 'BAD_REQUEST'],
])('%s is refused with the name of its field', async (query, field, code) => {
  const one = await station();
  const reply = await one.get(`/api/locations?${query}`);
  const { error } = await reply.json();
  expect([reply.status, error.code]).toEqual([400, code]);
  expect(error.message).toContain(field);
});

test('an operator draws, corrects, hides and takes back; a viewer does not', async () => {
  const one = await withMap();
  const send = async (method: string, path: string, body: object | null, role: 'operator' | 'viewer' = 'operator') => {
    const headers = {
      ...one.signedIn(role),
      origin: one.origin,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    };
    const reply = await fetch(one.origin + path, { method, headers, ...(body === null ? {} : { body: JSON.stringify(body) }) });
    return [reply.status, await reply.json()] as const;
  };
  const camp = { kind: 'first_aid', name: 'Camp 4', name_mr: 'शिबिर', location: [72.845, 19.02] };
  expect((await send('POST', '/api/locations', camp, 'viewer'))[0]).toBe(403);
  const [status, own] = await send('POST', '/api/locations', camp);
  expect([status, own.properties.source, own.properties.names]).toEqual([201, 'own', { mr: 'शिबिर' }]);
  expect((await send('POST', '/api/locations', { ...camp, location: [19.02, 172.845] }))[1].error.message).toContain('location');
  const path = `/api/locations/${encodeURIComponent(own.id)}`;
  expect((await send('PATCH', path, { name: 'Camp 5' }))[1].properties.name).toBe('Camp 5');
  expect((await send('PATCH', path, { hidden: true }))[0]).toBe(400);
  expect(await send('DELETE', path, null)).toEqual([200, { removed: true }]);
  expect((await send('PATCH', '/api/locations/node%2F2', { hidden: true }))[1].properties).toMatchObject({
    hidden: true,
    corrected: false,
  });
  expect((await send('PATCH', '/api/locations/node%2F1', { location: [72.85, 19.02] }))[1].properties.corrected).toBe(true);
  expect((await send('PATCH', '/api/locations/node%2F1', {}))[0]).toBe(400);
  const hidden = await (await one.get('/api/locations?hidden=true')).json();
  expect(hidden.features.map(({ id }: { id: string }) => id)).toEqual(['node/2']);
  expect(await send('DELETE', '/api/locations/node%2F1', null)).toEqual([200, { removed: false }]);
  expect((await send('DELETE', '/api/locations/node%2F1', null))[0]).toBe(409);
});

test('a second import waits with its changes; only the preview that was looked at is applied', async () => {
  const one = await withMap();
  const changed = overpassAnswer([
    { type: 'node', id: 1, lat: 19.018, lon: 72.842, tags: { railway: 'station', name: 'Dadar Junction' } },
  ]);
  await sendFile(one, bytesOf(changed), { name: 'changed.json', apply: 'true' });
  const { preview } = await settled(one);
  expect(preview).toMatchObject({
    ...{ kinds: { station: { added: 0, changed: 1, removed: 0, same: 0 } }, ways: { removed: 0 } },
    samples: { changed: [{ name: 'Dadar Junction', before: { name: 'Dādar' } }] },
  });
  const other = await one.post('/api/locations/import/apply', { read_at: '2026-01-01T00:00:00Z' });
  expect(other.status).toBe(409);
  expect((await one.post('/api/locations/import/apply', { read_at: preview.facts.read_at })).status).toBe(202);
  expect(await settled(one)).toMatchObject({ import: { state: 'idle' }, preview: null });
  expect((await (await one.get('/api/locations/node%2F1')).json()).properties.name).toBe('Dadar Junction');
  expect((await one.post('/api/locations/import/apply')).status).toBe(409);
  expect((await one.get('/api/locations/import', { method: 'DELETE' })).status).toBe(409);
});

test('a broken file says where its fault is, one that is too large is refused early, and so is an area without bounds', async () => {
  const one = await station({ extractBytes: 2000 });
  const body = JSON.stringify({ file: Buffer.from(smallPbf().subarray(0, 500)).toString('base64') });
  const headers = { 'content-type': 'application/json' };
  expect((await one.get('/api/locations/import', { method: 'POST', headers, body })).status).toBe(202);
  expect((await settled(one)).import).toMatchObject({ state: 'failed', reason: expect.stringMatching(/block 3 at byte 410/) });
  expect((await sendFile(one, new Uint8Array(5000))).status).toBe(413);
  for (const bbox of [
    [72, 19, 71, 20],
    [70, 10, 80, 20],
    [1, 2, 3],
  ]) {
    expect((await one.post('/api/locations/import', { bbox })).status, String(bbox)).toBe(400);
  }
  expect((await (await one.get('/api/locations')).json()).features).toEqual([]);
});
