/** The points of one shape as figures, with what can be done to the chosen one. */
import { Button } from '../../ui/button.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './camera-set-up.module.css';
import { leastPoints, movedPoint, type Point, pointAfter, pointsOf, type Shape, withPoints } from './draft.ts';
import { NumberField } from './number-field.tsx';
import { change, useSetUp } from './set-up-store.ts';

interface PointFieldsProps {
  readonly cameraId: string;
  readonly shape: Shape;
  readonly points: readonly Point[];
}

const percent = (share: number): number => Math.round(share * 10_000) / 100;

export function PointFields({ cameraId, shape, points }: PointFieldsProps) {
  const t = useText();
  const format = useFormat();
  const chosen = useSetUp((state) => Math.min(state.point, points.length - 1));
  const put = (edit: (points: readonly Point[]) => readonly Point[]) =>
    change(cameraId, (now) => withPoints(now, shape, edit(pointsOf(now, shape))));
  return (
    <fieldset className={styles['points']}>
      <legend>{t.cameraSetUp.points}</legend>
      {points.map(([x, y], no) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place among the points
          key={no}
          className={styles['point']}
          data-chosen={no === chosen}
          onFocus={() => useSetUp.setState({ point: no })}
        >
          <NumberField
            label={t.cameraSetUp.pointX(format.number(no + 1))}
            value={percent(x)}
            onChange={(to) => put((now) => movedPoint(now, no, [to / 100, y]))}
          />
          <NumberField
            label={t.cameraSetUp.pointY(format.number(no + 1))}
            value={percent(y)}
            onChange={(to) => put((now) => movedPoint(now, no, [x, to / 100]))}
          />
        </fieldset>
      ))}
      {shape.kind === 'line' ? null : (
        <div className={styles['row']}>
          <Button onClick={() => put((now) => pointAfter(now, chosen))}>{t.cameraSetUp.addPoint}</Button>
          <Button disabled={points.length <= leastPoints(shape)} onClick={() => put((now) => now.filter((_, i) => i !== chosen))}>
            {t.cameraSetUp.removePoint}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
