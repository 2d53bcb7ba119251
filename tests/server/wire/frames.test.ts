/** Counts → levels, scores and warnings; base64 with and without the head of a data URL. */
import { expect, test } from 'vitest';
import type { PictureFindings } from '../../../src-contract/domain/frame-analysis.ts';
import { decodeBase64Picture, frameResult } from '../../../src-main/server/wire/frames.ts';

function analysis(faces: number, bodies: number, threshold = 10) {
  const object = { score: 0.5, box: [0, 0, 0.5, 1] } as const;
  const some = (count: number) => Array.from({ length: count }, () => object);
  const findings: PictureFindings = {
    ...{ width: 100, height: 50, faces: some(faces), bodies: some(bodies), workMs: 12.4, problem: null },
  };
  return frameResult(findings, { settings: { crowd_threshold: threshold }, crowdThreshold: 99, timestamp: 5 });
}

const table: [faces: number, bodies: number, level: string, score: number, isWarned: boolean][] = [
  [0, 0, 'empty', 0, false],
  [1, 0, 'low', 0.1, false],
  [0, 2, 'low', 0.2, false],
  [3, 1, 'medium', 0.3, false],
  [0, 5, 'medium', 0.5, false],
  [6, 6, 'high', 0.6, false],
  [9, 10, 'high', 1, true],
  [11, 3, 'very_high', 1, true],
  [0, 250, 'very_high', 1, true],
];

test.each(table)('%i faces and %i bodies are %s', (faces, bodies, level, score, isWarned) => {
  const { crowd_analysis, alerts } = analysis(faces, bodies);
  expect(crowd_analysis).toEqual({ face_count: faces, body_count: bodies, crowd_level: level, density_score: score });
  expect(alerts.map(({ type }) => type)).toEqual(isWarned ? ['crowd_warning'] : []);
});

test('boxes are pixels, times seconds and ms', () => {
  expect(analysis(1, 0)).toMatchObject({
    faces: [{ bbox: [0, 0, 50, 50], confidence: 0.5 }],
    processing_time: 0.012,
    timestamp: 5,
  });
});

test.each(['aGk=', 'data:image/png;base64,aGk=', 'data:;base64,aGk'])('%s is read', (text) => {
  expect(decodeBase64Picture(text).toString()).toBe('hi');
});
