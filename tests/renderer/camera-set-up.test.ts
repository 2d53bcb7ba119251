/** What the set-up page works out by itself: drafts and their history, the ground by pairs, counts before saving, addresses with a user. */
import { beforeEach, describe, expect, it } from 'vitest';
import { checkCameraAddress } from '../../src-contract/camera-address.ts';
import { calibrate, groundGrid, headOf } from '../../src-renderer/control-room/camera-set-up/calibration.ts';
import { withUser } from '../../src-renderer/control-room/camera-set-up/camera-address.ts';
import { previewCounts } from '../../src-renderer/control-room/camera-set-up/count-preview.ts';
import {
  draftOf,
  emptyDraft,
  firstPolygon,
  idFor,
  pointAfter,
  withoutShape,
} from '../../src-renderer/control-room/camera-set-up/draft.ts';
import {
  change,
  discard,
  draftFor,
  isUnsaved,
  redo,
  takeSaved,
  undo,
  useSetUp,
} from '../../src-renderer/control-room/camera-set-up/set-up-store.ts';
import { calibration, hallGround, trackAt } from '../crowd/crowd-site.ts';
import { project, steepCamera } from '../tracking/noisy-walkers.ts';

const size = [1280, 720] as const;
const pairs = calibration().map(({ image, ground }) => ({ image, ground: [ground[0] ?? 0, ground[1] ?? 0] as const }));

describe('a draft', () => {
  beforeEach(() => useSetUp.setState({ drafts: {}, shape: null, point: 0 }));
  const now = () => draftFor(useSetUp.getState(), 'c');
  const addMask = () => change('c', (draft) => ({ ...draft, masks: [...draft.masks, firstPolygon] }));

  it('goes back and forth, and a drag is one step', () => {
    addMask();
    change('c', (draft) => draft);
    for (const x of [0.1, 0.2, 0.3]) change('c', (draft) => ({ ...draft, masks: [[[x, 0], ...firstPolygon.slice(1)]] }), false);
    undo('c');
    expect(now().now.masks).toEqual([firstPolygon]);
    redo('c');
    expect(now().now.masks[0]?.[0]).toEqual([0.3, 0]);
    undo('c');
    undo('c');
    expect(isUnsaved(now())).toBe(false);
  });

  it('outlives what the station says in between, until it is discarded', () => {
    takeSaved('c', emptyDraft);
    addMask();
    takeSaved('c', { ...emptyDraft, lines: [{ id: 'l', from: [0, 0], to: [1, 1] }] });
    expect(now().now.masks).toHaveLength(1);
    discard('c');
    expect(now().now).toMatchObject({ masks: [], lines: [{ id: 'l' }] });
  });

  it('takes a zone out with what names it', () => {
    const draft = draftOf({ id: 'c', zones: [{ zone: 'z' }], lines: [{ id: 'l', from: [0, 0], to: [1, 1], into: 'z' }] });
    expect(withoutShape(draft, { kind: 'zone', index: 0 })).toMatchObject({
      zones: [],
      lines: [{ id: 'l', from: [0, 0], to: [1, 1] }],
    });
  });

  it('gets a point between two others', () => {
    expect(
      pointAfter(
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        2,
      )[3],
    ).toEqual([0.5, 0.5]);
  });

  it.each([
    ['Platform 1, north', [], 'platform-1-north'],
    ['Hall', ['hall', 'hall-2'], 'hall-3'],
    ['प्लॅटफॉर्म', [], 'zone'],
  ])('names %s by a free id', (name, known, id) => expect(idFor(name, known, 'zone')).toBe(id));
});

describe('the ground by pairs', () => {
  it('fits a measured camera, with persons as tall as they are', () => {
    const found = calibrate(pairs, ...size);
    if (found.kind !== 'solved') throw new Error(found.kind);
    expect(found).toMatchObject({ isGood: true });
    expect(found.heightM).toBeCloseTo(steepCamera.heightM, 1);
    const head = headOf(found.homography, project(steepCamera, [1, 7], 0), 16 / 9);
    const truth = project(steepCamera, [1, 7], 1.7);
    expect(head?.[0]).toBeCloseTo(truth[0], 2);
    expect(head?.[1]).toBeCloseTo(truth[1], 2);
    expect(groundGrid(found.homography, pairs).length).toBeGreaterThan(10);
  });

  it('says what is missing or wrong', () => {
    expect(calibrate(pairs.slice(1), ...size)).toEqual({ kind: 'few', missing: 1 });
    const line = pairs.map((pair, i) => ({ ...pair, image: [i / 4, i / 4] as const }));
    expect(calibrate(line, ...size)).toEqual({ kind: 'refused' });
    const off = [...pairs, { image: project(steepCamera, [0, 7], 0), ground: [1.5, 7] as const }];
    expect(calibrate(off, ...size)).toMatchObject({ kind: 'solved', isGood: false });
  });
});

it('counts before saving as the station will: by the picture’s border, by the plan’s, by both', () => {
  const found = calibrate(pairs, ...size);
  const homography = found.kind === 'solved' ? found.homography : null;
  const tracks = [trackAt(1, [0, 6]), trackAt(2, [2, 9]), trackAt(3, [0, 11])].map(({ id, box, score }) => ({
    ...{ id, score, predicted: false },
    box: [box[0], box[1], box[2], box[3]] as [number, number, number, number],
  }));
  const draft = {
    ...emptyDraft,
    zones: [
      { zone: 'hall', polygon: null },
      { zone: 'drawn', polygon: firstPolygon },
      { zone: 'nowhere', polygon: null },
    ],
  };
  const groundOf = (zone: string) => (zone === 'hall' ? hallGround : null);
  const counts = previewCounts({ draft, tracks, homography, aspect: 16 / 9, groundOf });
  expect(counts.get('hall')).toBe(2);
  expect(counts.get('drawn')).toBeGreaterThan(0);
  expect(counts.get('nowhere')).toBeNull();
});

it.each([
  ['rtsp://10.0.0.5/a', 'asha', "p@:/'w", 'rtsp://asha:p%40%3A%2F%27w@10.0.0.5/a'],
  ['rtsp://***@10.0.0.5/a', '', '', 'rtsp://***@10.0.0.5/a'],
  ['rtsp://old:word@10.0.0.5/a', 'u', '', 'rtsp://u@10.0.0.5/a'],
])('writes user and password into %s', (address, user, password, written) => {
  expect(withUser({ address, user, password })).toBe(written);
  expect(checkCameraAddress(written).ok).toBe(true);
});
