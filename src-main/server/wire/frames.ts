/** What was found in a picture → the contract's result, and a client's base64 → bytes. Pure. */
import type { FrameCrowdLevel, FrameResult, FrameSettings } from '../../../src-contract/api/frames.ts';
import type { PictureFindings, PictureObject } from '../../../src-contract/domain/frame-analysis.ts';
import { unit } from './figures.ts';

/** Upper ends of the levels by count; above the last it is very_high (spec/api.md, C). */
const levels: readonly (readonly [most: number, level: FrameCrowdLevel])[] = [
  [0, 'empty'],
  [2, 'low'],
  [5, 'medium'],
  [10, 'high'],
];

export interface ResultContext {
  readonly settings: FrameSettings;
  /** Where the settings say none. */
  readonly crowdThreshold: number;
  readonly timestamp: number;
}

export function frameResult(findings: PictureFindings, { settings, crowdThreshold, timestamp }: ResultContext): FrameResult {
  const { width, height, faces, bodies, workMs, problem } = findings;
  const count = Math.max(faces.length, bodies.length);
  const threshold = settings.crowd_threshold ?? crowdThreshold;
  const inPixels = ({ score, box: [x1, y1, x2, y2] }: PictureObject): FrameResult['faces'][number] => ({
    bbox: [tenths(x1 * width), tenths(y1 * height), tenths(x2 * width), tenths(y2 * height)],
    confidence: unit(score),
  });
  return {
    faces: faces.map(inPixels),
    bodies: bodies.map(inPixels),
    crowd_analysis: {
      face_count: faces.length,
      body_count: bodies.length,
      crowd_level: crowdLevel(count),
      density_score: unit(count / threshold),
    },
    alerts: [...crowdWarning(count, threshold), ...processingError(problem)],
    processing_time: Math.round(workMs) / 1000,
    timestamp,
  };
}

export function crowdLevel(count: number): FrameCrowdLevel {
  return levels.find(([most]) => count <= most)?.[1] ?? 'very_high';
}

/** Bytes of a picture in base64, with or without the head of a data URL. What isn't base64 is left out, and no picture then. */
export function decodeBase64Picture(text: string): Buffer {
  const comma = text.startsWith('data:') ? text.indexOf(',') : -1;
  return Buffer.from(comma === -1 ? text : text.slice(comma + 1), 'base64');
}

function crowdWarning(count: number, threshold: number): FrameResult['alerts'] {
  if (count < threshold) return [];
  return [
    { type: 'crowd_warning', message: `${count} people in the picture; the warning is due at ${threshold}`, level: 'warning' },
  ];
}

function processingError(problem: string | null): FrameResult['alerts'] {
  return problem === null ? [] : [{ type: 'processing_error', message: problem, level: 'error' }];
}

function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
