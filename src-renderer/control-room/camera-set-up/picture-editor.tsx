/**
 * The live picture with the draft over it: shapes are chosen, points dragged or moved by keys. In: the draft's store. Out: edits of it, and
 * the newest boxes for whoever counts. Everything is drawn in the picture's own pixels, as live-view.tsx does.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { LiveOverlay } from '../../client/live-picture.ts';
import { LiveView } from '../cameras/live-view.tsx';
import { StatePlate } from '../cameras/state-plate.tsx';
import { useShownKind } from '../cameras/use-shown-kind.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import styles from './camera-set-up.module.css';
import { type Draft, leastPoints, movedPoint, type Point, pointAfter, pointsOf, type Shape, withPoints } from './draft.ts';
import { GroundMarks } from './ground-marks.tsx';
import { change, draftFor, useSetUp } from './set-up-store.ts';
import { useShapeNames } from './use-shape-names.ts';

interface PictureEditorProps {
  readonly cameraId: string;
  readonly calibrating: boolean;
  readonly onTracks: (tracks: LiveOverlay['tracks']) => void;
}

const fallback = { width: 1280, height: 720 };
const keyStep = 0.004;
const arrows: Readonly<Record<string, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function PictureEditor({ cameraId, calibrating, onTracks }: PictureEditorProps) {
  const t = useText();
  const kind = useShownKind(cameraId);
  const width = useCameras((state) => state.cameras[cameraId]?.width ?? fallback.width);
  const height = useCameras((state) => state.cameras[cameraId]?.height ?? fallback.height);
  const draft = useSetUp((state) => draftFor(state, cameraId).now);
  const svg = useRef<SVGSVGElement>(null);
  const addPair = (event: PointerEvent) => {
    if (!calibrating || event.target !== event.currentTarget || svg.current === null) return;
    const image = placeIn(svg.current, event, { width, height });
    change(cameraId, (now) => ({ ...now, pairs: [...now.pairs, { image, ground: [0, 0] }] }));
    useSetUp.setState({ shape: { kind: 'pairs', index: 0 }, point: draft.pairs.length });
  };
  return (
    <div className={styles['picture']} style={{ aspectRatio: `${width} / ${height}` }}>
      <LiveView cameraId={cameraId} dimmed={kind !== 'live'} onTracks={onTracks} plain>
        {(picture) => (
          <>
            <StatePlate cameraId={cameraId} picture={picture} />
            {/* biome-ignore lint/a11y/useSemanticElements: a drawing can be no fieldset */}
            <svg
              ref={svg}
              className={styles['drawing']}
              viewBox={`0 0 ${width} ${height}`}
              preserveAspectRatio="xMidYMid meet"
              role="group"
              aria-label={t.cameraSetUp.picture}
              onPointerDown={addPair}
            >
              {calibrating ? <GroundMarks pairs={draft.pairs} width={width} height={height} /> : null}
              <Shapes cameraId={cameraId} draft={draft} size={{ width, height }} svg={svg} calibrating={calibrating} />
            </svg>
          </>
        )}
      </LiveView>
    </div>
  );
}

interface ShapesProps {
  readonly cameraId: string;
  readonly draft: Draft;
  readonly size: { readonly width: number; readonly height: number };
  readonly svg: { readonly current: SVGSVGElement | null };
  readonly calibrating: boolean;
}

function Shapes({ cameraId, draft, size, svg, calibrating }: ShapesProps) {
  const chosen = useSetUp((state) => state.shape);
  const overlay = useCameras((state) => state.cameras[cameraId]?.zones);
  const shapes: Shape[] = [
    ...draft.masks.map((_, index): Shape => ({ kind: 'mask', index })),
    ...draft.zones.map((_, index): Shape => ({ kind: 'zone', index })),
    ...draft.lines.map((_, index): Shape => ({ kind: 'line', index })),
  ];
  const at = (points: readonly Point[]) => points.map(([x, y]) => `${x * size.width},${y * size.height}`).join(' ');
  const shown = (shape: Shape) => {
    const zone = shape.kind === 'zone' ? draft.zones[shape.index] : undefined;
    return zone?.polygon === null ? (overlay?.find((one) => one.zone === zone.zone)?.polygon ?? []) : pointsOf(draft, shape);
  };
  const edited: Shape | null = calibrating ? { kind: 'pairs', index: 0 } : chosen?.kind === 'pairs' ? null : chosen;
  return (
    <>
      {shapes.map((shape) => (
        <g
          key={`${shape.kind} ${shape.index}`}
          className={styles['shape']}
          data-kind={shape.kind}
          data-chosen={isSame(shape, edited)}
        >
          <polygon
            points={at(shown(shape))}
            vectorEffect="non-scaling-stroke"
            onPointerDown={() => calibrating || useSetUp.setState({ shape, point: 0 })}
          />
          {shape.kind === 'line' ? <Arrow points={shown(shape)} size={size} /> : null}
        </g>
      ))}
      {edited === null ? null : (
        <Handles cameraId={cameraId} shape={edited} points={pointsOf(draft, edited)} size={size} svg={svg} />
      )}
    </>
  );
}

/** From the line's left to its right, seen from its first point: that way is in. */
function Arrow({ points, size }: { readonly points: readonly Point[]; readonly size: ShapesProps['size'] }) {
  const [from, to] = points;
  if (from === undefined || to === undefined) return null;
  const [dx, dy] = [(to[0] - from[0]) * size.width, (to[1] - from[1]) * size.height];
  const length = Math.max(1, Math.hypot(dx, dy));
  const [x, y] = [((from[0] + to[0]) / 2) * size.width, ((from[1] + to[1]) / 2) * size.height];
  const reach = size.width / 22;
  const [ex, ey] = [x - (dy / length) * reach, y + (dx / length) * reach];
  const side = reach / 4;
  const [ux, uy] = [dx / length, dy / length];
  const [bx, by] = [x + (ex - x) * 0.65, y + (ey - y) * 0.65];
  return (
    <>
      <line x1={x} y1={y} x2={ex} y2={ey} vectorEffect="non-scaling-stroke" />
      <polygon
        className={styles['tip']}
        points={`${ex},${ey} ${bx + ux * side},${by + uy * side} ${bx - ux * side},${by - uy * side}`}
      />
    </>
  );
}

interface HandlesProps extends Pick<ShapesProps, 'cameraId' | 'size' | 'svg'> {
  readonly shape: Shape;
  readonly points: readonly Point[];
}

function Handles({ cameraId, shape, points, size, svg }: HandlesProps) {
  const t = useText();
  const format = useFormat();
  const nameOf = useShapeNames(cameraId);
  const chosen = useSetUp((state) => state.point);
  const dragged = useRef<number | null>(null);
  const put = (edit: (points: readonly Point[]) => readonly Point[], isStep = true) =>
    change(cameraId, (now) => withPoints(now, shape, edit(pointsOf(now, shape))), isStep);
  const press = (event: PointerEvent, no: number) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = no;
    useSetUp.setState({ point: no });
    put((now) => now);
  };
  const drag = (event: PointerEvent) => {
    const no = dragged.current;
    if (no === null || svg.current === null) return;
    const to = placeIn(svg.current, event, size);
    put((now) => movedPoint(now, no, to), false);
  };
  const key = (event: KeyboardEvent, no: number, [x, y]: Point) => {
    const way = arrows[event.key];
    const step = event.shiftKey ? keyStep * 5 : keyStep;
    if (way !== undefined) put((now) => movedPoint(now, no, [x + way[0] * step, y + way[1] * step]));
    else if (event.key === 'Delete' && points.length > leastPoints(shape)) put((now) => now.filter((_, i) => i !== no));
    else if (event.key === 'Insert' && shape.kind !== 'line') put((now) => pointAfter(now, no));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return points.map((point, no) => (
    // biome-ignore lint/a11y/useSemanticElements: a point of a drawing can be no HTML button
    <circle
      // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place among the points
      key={no}
      className={styles['handle']}
      data-chosen={no === chosen}
      cx={point[0] * size.width}
      cy={point[1] * size.height}
      r={size.width / 110}
      tabIndex={0}
      role="button"
      aria-label={t.cameraSetUp.handle(nameOf(shape), format.number(no + 1))}
      onFocus={() => useSetUp.setState({ point: no })}
      onPointerDown={(event) => press(event, no)}
      onPointerMove={drag}
      onPointerUp={() => {
        dragged.current = null;
      }}
      onKeyDown={(event) => key(event, no, point)}
    />
  ));
}

function isSame(one: Shape, other: Shape | null): boolean {
  return other !== null && one.kind === other.kind && one.index === other.index;
}

/** Where a pointer is, in fractions of the picture. */
function placeIn(svg: SVGSVGElement, event: PointerEvent, { width, height }: ShapesProps['size']): Point {
  const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
  return [place.x / width, place.y / height];
}
