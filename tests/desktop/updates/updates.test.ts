/** When an update is offered and installed, by whose word, and what puts it off. The feed, the fetching and the exchange are real; the station is played. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AlarmsNow } from '../../../src-contract/shell-messages.ts';
import type { UpdateSettings } from '../../../src-contract/update-feed.ts';
import type { StationState } from '../../../src-main/desktop/station-child.ts';
import { openUpdateState } from '../../../src-main/desktop/updates/update-state.ts';
import { createUpdates } from '../../../src-main/desktop/updates/updates.ts';
import { appImageWay } from '../../../src-main/desktop/updates/ways/app-image-way.ts';
import { updateWords } from '../../../src-main/desktop/updates/words.ts';
import { createLog } from '../../../src-main/log.ts';
import { until } from '../../fixtures/until.ts';
import { makeFeed } from '../../fixtures/updates/feed.ts';
import { shortLimits } from '../../fixtures/updates/short-limits.ts';
import { versionIn } from '../../fixtures/updates/write-program.ts';

const isHere = process.platform === 'linux';
if (!isHere) process.stderr.write('kavach: installing updates was NOT tested: AppImages are Linux’s\n');
afterEach(() => vi.unstubAllEnvs());

const running: StationState = { kind: 'running', stationName: 'Dadar', origin: 'http://127.0.0.1:1', restoredFromMs: null };
const alarms = (activeHigh: number): AlarmsNow => ({
  kind: 'alarms',
  unacknowledged: { high: 0, medium: 0, low: 0 },
  activeHigh,
  calling: [],
});

interface Playing {
  readonly installAt?: string;
  readonly says?: boolean;
  /** Happens while the backup is made. */
  readonly backUp?: () => void;
  readonly tamper?: (published: string) => void;
  readonly isAppImage?: boolean;
}

/** A desktop of version 1.0.0 with 1.1.0 in its feed. */
async function desktop({ installAt, says = true, isAppImage = true, ...playing }: Playing = {}) {
  const { backUp = () => undefined, tamper = () => undefined } = playing;
  const feed = makeFeed();
  onTestFinished(() => rmSync(feed.root, { recursive: true, force: true }));
  const program = join(feed.root, 'place/kavach.AppImage');
  mkdirSync(join(feed.root, 'place'));
  writeFileSync(program, '#!/bin/sh\nexit 0\n# "version":"1.0.0"', { mode: 0o755 });
  tamper(await feed.publish({ version: '1.1.0', does: 'runs', data: feed.root, updates: null }));
  vi.stubEnv('APPIMAGE', program);
  const folder = join(feed.root, 'updates');
  const settings: UpdateSettings = { ...feed.settings, install_at: installAt ?? null };
  const told: string[] = [];
  const asked: number[] = [];
  const station: string[] = [];
  let exits = 0;
  const updates = createUpdates({
    ...{ settings, version: '1.0.0', words: updateWords.en, limits: shortLimits, log: createLog('silent') },
    folder,
    way: isAppImage ? appImageWay({ program, args: [], folder, release: () => undefined }) : null,
    station: {
      async backUp() {
        station.push('backs up');
        backUp();
        return { name: 'b', madeMs: 1 };
      },
      downParts: async () => [],
      noteUpdate: () => undefined,
      stop: async () => void station.push('stops'),
      start: () => void station.push('starts'),
    },
    async ask(_version, awayS) {
      asked.push(awayS);
      return says;
    },
    notify: (text) => told.push(text),
    onChange: () => undefined,
    exit: () => {
      exits += 1;
    },
  });
  onTestFinished(() => updates.leaving());
  expect(updates.start()).toBe(true);
  updates.followStation({ kind: 'starting' });
  updates.followStation(running);
  updates.followAlarms(alarms(0));
  const offer = () => updates.lines().find(({ click }) => click !== null);
  const phase = () => openUpdateState(join(feed.root, 'updates'), createLog('silent')).read().phase.kind;
  const inPlace = (): string => versionIn(readFileSync(program, 'utf8'));
  return { updates, told, asked, station, feed, offer, phase, inPlace, exits: () => exits };
}

function changeLatest(published: string): void {
  const latest = join(dirname(published), process.arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml');
  writeFileSync(latest, readFileSync(latest, 'utf8').replace('1.1.0', '1.1.1'));
}

describe.skipIf(!isHere)('an update', () => {
  it('is offered, asked for, and put in place after a backup', async () => {
    const { offer, asked, station, phase, inPlace, exits } = await desktop();
    const line = await until('the offer', offer);
    expect([line.label, inPlace()]).toEqual(['Install version 1.1.0…', '1.0.0']);
    line.click?.();
    await until('the end', () => exits() === 1);
    expect([asked, station, phase(), inPlace()]).toEqual([[30], ['backs up', 'stops'], 'trial', '1.1.0']);
  });

  it('is not installed when the operator says not now', async () => {
    const { offer, asked, station, phase } = await desktop({ says: false });
    (await until('the offer', offer)).click?.();
    await until('the question', () => asked.length === 1);
    await until('the offer again', offer);
    expect([station, phase()]).toEqual([[], 'none']);
  });

  it('waits while a high alarm is active, and while nobody knows of one', async () => {
    const { updates, offer, told, asked, station } = await desktop();
    const line = await until('the offer', offer);
    updates.followAlarms(alarms(1));
    line.click?.();
    await until('the word', () => told.length === 1);
    updates.followStation({ kind: 'restarting' });
    line.click?.();
    await until('the other word', () => told.length === 2);
    expect([told[0], told[1]]).toEqual([updateWords.en.putOff['high-alarm'], updateWords.en.putOff['station-down']]);
    expect([asked, station]).toEqual([[], []]);
  });

  it('is put off by a high alarm that comes after the question', async () => {
    const late: { act: () => void } = { act: () => undefined };
    const { updates, offer, told, station, phase, inPlace } = await desktop({ backUp: () => late.act() });
    late.act = () => updates.followAlarms(alarms(1));
    (await until('the offer', offer)).click?.();
    await until('the word', () => told.length === 1);
    expect([told, station, phase(), inPlace()]).toEqual([[updateWords.en.putOff['high-alarm']], ['backs up'], 'none', '1.0.0']);
  });

  it('is not installed without a backup, and the operator is told why', async () => {
    const { offer, told, station, phase, inPlace } = await desktop({
      backUp() {
        throw new Error('the disk is full');
      },
    });
    (await until('the offer', offer)).click?.();
    await until('the word', () => told.length === 1);
    expect(told).toEqual(['The update was not installed, and nothing has changed: the disk is full']);
    expect([station, phase(), inPlace()]).toEqual([['backs up', 'starts'], 'none', '1.0.0']);
  });

  it('is installed by itself in its hour, and only then', async () => {
    const hour = (fromNowH: number): string => `${String((new Date().getHours() + fromNowH + 24) % 24).padStart(2, '0')}:00`;
    const now = await desktop({ installAt: hour(0) });
    const later = await desktop({ installAt: hour(2) });
    await until('the end', () => now.exits() === 1);
    await until('the offer', later.offer);
    expect([now.asked, now.inPlace(), later.inPlace()]).toEqual([[], '1.1.0', '1.0.0']);
  });

  it.each([
    ['damaged', (published: string) => writeFileSync(published, 'something else')],
    ['not-signed', changeLatest],
    ['away', (published: string) => rmSync(dirname(published), { recursive: true })],
  ] as const)('that is %s is told, and not offered', async (reason, tamper) => {
    const { told, updates, offer, phase } = await desktop({ tamper });
    // Nobody is called for a feed that is away: it may be back at the next look.
    const words = reason === 'away' ? updateWords.en.unreachable : updateWords.en.refused[reason];
    await until('the word', () => updates.lines().some(({ label }) => label === words));
    expect([told, offer(), phase()]).toEqual([reason === 'away' ? [] : [words], undefined, 'none']);
  });
});

it.skipIf(!isHere)('an update of a program that can’t exchange itself is only told', async () => {
  const { updates, offer, told } = await desktop({ isAppImage: false });
  await until('the word', () => updates.lines().length > 0);
  expect([updates.lines(), offer(), told]).toEqual([
    [{ label: 'Version 1.1.0 is there: have your engineer install it', click: null }],
    undefined,
    [],
  ]);
});
