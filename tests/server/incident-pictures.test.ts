/** Pictures of incidents and the printed report: nothing that people send comes back as anything but a clean JPEG or escaped text. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { locales } from '../../src-contract/texts/language.ts';
import { actor, at, panic } from '../community/incidents/desk-fixture.ts';
import { attachmentsFolder, startIncidentStation } from './incident-station.ts';

async function withIncident(limits: object = {}) {
  const test = await startIncidentStation(undefined, limits);
  const answer = test.incidents.desk.command(panic({ by: actor('ravi') }));
  if (!answer.ok) throw new Error(answer.message);
  const path = `/api/incidents/${answer.incident.id}`;
  const ravi = test.as('ravi', 'staff');
  const send = (bytes: Uint8Array, name = 'IMG_1.jpg', type = 'image/jpeg') => {
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(bytes)], { type }), name);
    return fetch(`${test.station.origin}${path}/attachments`, {
      method: 'POST',
      body: form,
      headers: { origin: test.station.origin, ...ravi },
    });
  };
  return { ...test, id: answer.incident.id, path, ravi, send };
}

const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a33' } });

describe('a picture', () => {
  test('comes back upright, smaller, and without where it was taken', async () => {
    const { send, station, path, ravi, place, id } = await withIncident();
    const exif = { IFD0: { Copyright: 'secret owner' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '19/1 1/1 0/1' } };
    const sent = await photo(4000, 2000).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const response = await send(sent);
    expect(response.status).toBe(201);
    const [attachment] = (await response.json()).attachments;
    expect(attachment).toMatchObject({ width: 800, height: 1600, by: 'ravi' });
    const got = await fetch(`${station.origin}${path}/attachments/${attachment.id}`, { headers: ravi });
    const bytes = Buffer.from(await got.arrayBuffer());
    expect(got.headers.get('content-type')).toBe('image/jpeg');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('content-disposition')).toBe('inline; filename="incident-picture.jpg"');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(attachment.sha256);
    const { exif: left, orientation } = await sharp(bytes).metadata();
    expect([left, orientation]).toEqual([undefined, undefined]);
    expect(bytes.includes('secret owner')).toBe(false);
    expect(readdirSync(attachmentsFolder(place, id))).toEqual([`${attachment.id}.jpg`]);
  });

  test.each(['png', 'webp', 'jpeg'] as const)('may be %s whatever it is called, also as JSON', async (format) => {
    const { send, ask, path, ravi } = await withIncident();
    const bytes = await photo(20, 10).toFormat(format).toBuffer();
    expect((await send(bytes, 'x.exe', 'application/octet-stream')).status).toBe(201);
    const answer = await ask('POST', `${path}/attachments`, ravi, { file: bytes.toString('base64'), name: 'the stairs' });
    expect(answer.body.attachments[1]).toMatchObject({ name: 'the stairs', width: 20 });
  });

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['a page that calls itself a JPEG', () => Buffer.from('<script>alert(1)</script>')],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ['a JPEG that is cut short', async () => (await photo(800, 800).jpeg().toBuffer()).subarray(0, 700)],
    ['nothing', () => new Uint8Array()],
  ])('that is %s is refused, and leaves nothing', async (_what, bytes) => {
    const { send, place, id } = await withIncident();
    const response = await send(await bytes());
    expect([response.status, (await response.json()).error.code]).toEqual([422, 'INVALID_PICTURE']);
    expect(existsSync(attachmentsFolder(place, id))).toBe(false);
  });

  test('too large, too many, or for an incident that isn’t there is refused', async () => {
    const { send, ask, path, ravi, station } = await withIncident({ attachmentBytes: 50_000 });
    const large = await send(new Uint8Array(60_000));
    expect([large.status, (await large.json()).error.code]).toEqual([413, 'TOO_LARGE']);
    const file = (await photo(8, 8).png().toBuffer()).toString('base64');
    for (let i = 0; i < 20; i += 1) expect((await ask('POST', `${path}/attachments`, ravi, { file })).status).toBe(201);
    expect((await ask('POST', `${path}/attachments`, ravi, { file })).status).toBe(409);
    expect((await ask('POST', '/api/incidents/x/attachments', ravi, { file })).status).toBe(404);
    for (const other of ['x', '..%2F..%2Fkavach.db', '%252e%252e'])
      expect((await fetch(`${station.origin}${path}/attachments/${other}`, { headers: ravi })).status).toBe(404);
  });

  test('goes with its incident', async () => {
    const { send, incidents, place, id } = await withIncident();
    await send(await photo(8, 8).png().toBuffer());
    await incidents.part.start();
    expect(existsSync(attachmentsFolder(place, id))).toBe(true);
  });
});

describe('the printed report', () => {
  test.each(locales)('in %s: everything that happened, escaped, under a policy that lets nothing run', async (lang) => {
    const { ask, as, send, station, path, ravi, incidents, id } = await withIncident();
    const asha = as('asha', 'operator');
    const hostile = '<img src=x onerror="alert(1)"> & "मदद"';
    incidents.desk.command(
      panic({ by: actor(hostile), description: hostile, place: { location: at(21, 5), zoneId: null, text: null } }),
    );
    await ask('POST', `${path}/comments`, ravi, { text: hostile });
    await ask('POST', `${path}/tasks`, asha, { text: hostile, assignee: { kind: 'person', to: hostile } });
    await send(await photo(8, 8).png().toBuffer(), `${hostile}.jpg`);
    await ask('PATCH', path, asha, { title: hostile, people: { injured: 2 }, status: 'resolved', outcome: hostile });
    expect((await ask('GET', `${path}/report?lang=${lang}`, ravi)).status).toBe(403);
    const response = await fetch(`${station.origin}${path}/report?lang=${lang}`, { headers: asha });
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).not.toMatch(/<img src=x|onerror="|<script|style="/);
    expect(html.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &quot;मदद&quot;').length).toBeGreaterThan(8);
    expect(html).toContain('src="data:image/jpeg;base64,');
    expect(html).toContain(incidents.desk.find(id)?.attachments[0]?.sha256);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });
});
