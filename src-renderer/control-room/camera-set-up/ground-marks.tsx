/** The ground as the pairs have it, over the picture: a grid of metres, and persons of 1.7 m at the pairs and amid them. */
import { useMemo } from 'react';
import { calibrate, groundGrid, headOf } from './calibration.ts';
import styles from './camera-set-up.module.css';
import type { Pair, Point } from './draft.ts';

interface GroundMarksProps {
  readonly pairs: readonly Pair[];
  readonly width: number;
  readonly height: number;
}

export function GroundMarks({ pairs, width, height }: GroundMarksProps) {
  const marks = useMemo(() => {
    const found = calibrate(pairs, width, height);
    if (found.kind !== 'solved') return null;
    const { homography } = found;
    const middle = [0, 1].map((axis) => pairs.reduce((sum, { image }) => sum + (image[axis] ?? 0), 0) / pairs.length);
    const feet: Point[] = [...pairs.map(({ image }) => image), [middle[0] ?? 0.5, middle[1] ?? 0.5]];
    const persons = feet.flatMap((foot) => {
      const head = headOf(homography, foot, width / height);
      return head === null ? [] : [[foot, head] as const];
    });
    return { grid: groundGrid(homography, pairs), persons };
  }, [pairs, width, height]);
  if (marks === null) return null;
  const ends = ([from, to]: readonly [Point, Point]) => ({
    ...{ x1: from[0] * width, y1: from[1] * height, x2: to[0] * width, y2: to[1] * height },
  });
  return (
    <g className={styles['ground']}>
      {marks.grid.map((line) => (
        <line key={line.join(' ')} className={styles['grid']} {...ends(line)} vectorEffect="non-scaling-stroke" />
      ))}
      {marks.persons.map((person) => (
        <g key={person.join(' ')}>
          <line className={styles['body']} {...ends(person)} vectorEffect="non-scaling-stroke" />
          <circle className={styles['headMark']} cx={person[1][0] * width} cy={person[1][1] * height} r={width / 200} />
        </g>
      ))}
    </g>
  );
}
