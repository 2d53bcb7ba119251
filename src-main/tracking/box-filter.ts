/**
 * Where a person's box is and how it moves: a Kalman filter with constant velocity on centre, aspect and height, as ByteTrack and
 * DeepSORT have it. Its noise has no terms between the four, so it is four filters of two states each. In: boxes and real time
 * steps (frames come irregularly). Out: the estimated or predicted box, in picture fractions.
 */
import type { Box } from '../../src-contract/domain/geometry-types.ts';

/** One quantity, its rate per second, and their covariance. */
interface AxisFilter {
  readonly value: number;
  readonly rate: number;
  readonly valueVariance: number;
  readonly covariance: number;
  readonly rateVariance: number;
}

export interface BoxFilter {
  readonly x: AxisFilter;
  readonly y: AxisFilter;
  /** Width over height, both in picture fractions. */
  readonly aspect: AxisFilter;
  readonly height: AxisFilter;
}

/** Standard error of a detected box's place and height, in heights (Wojke et al. 2017, DeepSORT: 1/20). */
const placeError = 0.05;
/** Twice that when boxes are paired: a swinging leg or a half-hidden body moves an edge further than noise does. */
const pairingError = 0.1;
const aspectError = 0.1;
/**
 * How fast a walker changes velocity, heights/s per √s. A person 1.7 m tall who walks at 1.3 m/s moves 0.8 heights/s (more in a
 * steep view) and may stop or turn within a second.
 */
const placeDrift = 0.6;
const sizeDrift = 0.15;
const aspectDrift = 0.1;
/** Standard deviation of a new track's velocity: anything from standing to running, heights/s. */
const firstSpeed = 1;

/** pictureAspect: width/height of the picture in pixels; it carries heights into fractions of the width. */
export function startBoxFilter(box: Box, pictureAspect: number): BoxFilter {
  const m = measured(box);
  const sideways = m.height / pictureAspect;
  return {
    x: startAxis(m.x, placeError * sideways, firstSpeed * sideways),
    y: startAxis(m.y, placeError * m.height, firstSpeed * m.height),
    aspect: startAxis(m.aspect, aspectError, 0.01),
    height: startAxis(m.height, placeError * m.height, 0.1 * m.height),
  };
}

/** The box `stepS` seconds later, if it goes on as it did. */
export function predictBox(filter: BoxFilter, stepS: number, pictureAspect: number): BoxFilter {
  const height = filter.height.value;
  return {
    x: predictAxis(filter.x, stepS, (placeDrift * height) / pictureAspect),
    y: predictAxis(filter.y, stepS, placeDrift * height),
    aspect: predictAxis(filter.aspect, stepS, aspectDrift),
    height: predictAxis(filter.height, stepS, sizeDrift * height),
  };
}

/** Takes in the box that was found now; the filter is predicted to now already. */
export function correctBox(filter: BoxFilter, box: Box, pictureAspect: number): BoxFilter {
  const m = measured(box);
  return {
    x: correctAxis(filter.x, m.x, (placeError * m.height) / pictureAspect),
    y: correctAxis(filter.y, m.y, placeError * m.height),
    aspect: correctAxis(filter.aspect, m.aspect, aspectError),
    height: correctAxis(filter.height, m.height, placeError * m.height),
  };
}

/** Mahalanobis distance of a found box from a predicted one, over centre and height; the aspect follows pose, not place. */
export function boxDistance(filter: BoxFilter, box: Box, pictureAspect: number): number {
  const m = measured(box);
  const error = pairingError * filter.height.value;
  return Math.sqrt(
    squaredSurprise(filter.x, m.x, error / pictureAspect) +
      squaredSurprise(filter.y, m.y, error) +
      // Height errs twice as much: both edges move it.
      squaredSurprise(filter.height, m.height, 2 * error),
  );
}

function squaredSurprise(axis: AxisFilter, value: number, error: number): number {
  return (value - axis.value) ** 2 / (axis.valueVariance + error ** 2);
}

/** A hidden person's box keeps its size: the last change seen was often the hiding itself. */
export function freezeSize(filter: BoxFilter): BoxFilter {
  return { ...filter, aspect: { ...filter.aspect, rate: 0 }, height: { ...filter.height, rate: 0 } };
}

export function boxOf({ x, y, aspect, height }: BoxFilter): Box {
  const halfHeight = Math.max(0, height.value) / 2;
  const halfWidth = Math.max(0, aspect.value) * halfHeight;
  return [x.value - halfWidth, y.value - halfHeight, x.value + halfWidth, y.value + halfHeight];
}

function measured([x1, y1, x2, y2]: Box): { x: number; y: number; aspect: number; height: number } {
  // A box without height would make every error zero and every aspect infinite.
  const height = Math.max(1e-4, y2 - y1);
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, aspect: (x2 - x1) / height, height };
}

function startAxis(value: number, valueError: number, rateError: number): AxisFilter {
  return { value, rate: 0, valueVariance: valueError ** 2, covariance: 0, rateVariance: rateError ** 2 };
}

/** White-noise acceleration of the given density (Bar-Shalom et al., Estimation with Applications to Tracking, 6.2.2). */
function predictAxis(axis: AxisFilter, stepS: number, drift: number): AxisFilter {
  const q = drift ** 2;
  return {
    value: axis.value + axis.rate * stepS,
    rate: axis.rate,
    valueVariance: axis.valueVariance + 2 * stepS * axis.covariance + stepS ** 2 * axis.rateVariance + (q * stepS ** 3) / 3,
    covariance: axis.covariance + stepS * axis.rateVariance + (q * stepS ** 2) / 2,
    rateVariance: axis.rateVariance + q * stepS,
  };
}

function correctAxis(axis: AxisFilter, value: number, error: number): AxisFilter {
  const total = axis.valueVariance + error ** 2;
  const valueGain = axis.valueVariance / total;
  const rateGain = axis.covariance / total;
  const surprise = value - axis.value;
  return {
    value: axis.value + valueGain * surprise,
    rate: axis.rate + rateGain * surprise,
    valueVariance: (1 - valueGain) * axis.valueVariance,
    covariance: (1 - valueGain) * axis.covariance,
    rateVariance: axis.rateVariance - rateGain * axis.covariance,
  };
}
