/** The plan in metres with the site's zones and the pairs' places; a click sets the chosen pair's place, to a tenth of a metre. */
import { type PointerEvent, useRef } from 'react';
import { useText } from '../i18n/use-text.ts';
import styles from './camera-set-up.module.css';
import type { Pair, Point } from './draft.ts';
import { useSiteConfig } from './site-config.ts';
import { groundOf } from './site-zones.ts';

interface PlanPictureProps {
  readonly pairs: readonly Pair[];
  readonly chosen: number;
  readonly onPlace: (ground: Point) => void;
}

const marginM = 3;

export function PlanPicture({ pairs, chosen, onPlace }: PlanPictureProps) {
  const t = useText();
  const svg = useRef<SVGSVGElement>(null);
  const zones = useSiteConfig((state) => state.config?.site.zones) ?? [];
  const shapes = zones.flatMap(({ id, name }) => {
    const ground = groundOf(zones, id);
    return ground === null ? [] : [{ id, name: String(name ?? id), ground }];
  });
  const points = [...shapes.flatMap(({ ground }) => ground), ...pairs.map(({ ground }) => ground), [0, 0] as const];
  const [minX, maxX, minY, maxY] = [0, 1].flatMap((axis) => {
    const values = points.map((point) => point[axis] ?? 0);
    return [Math.min(...values) - marginM, Math.max(...values) + marginM];
  }) as [number, number, number, number];
  const spanM = Math.max(maxX - minX, maxY - minY);
  const place = (event: PointerEvent) => {
    if (svg.current === null || pairs.length === 0) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.current.getScreenCTM()?.inverse());
    onPlace([Math.round(at.x * 10) / 10, Math.round(-at.y * 10) / 10]);
  };
  return (
    // The plan's y runs upwards, the picture's downwards.
    <svg
      ref={svg}
      className={styles['plan']}
      viewBox={`${minX} ${-maxY} ${maxX - minX} ${maxY - minY}`}
      aria-label={t.cameraSetUp.plan}
      role="img"
      onPointerDown={place}
    >
      {shapes.map(({ id, name, ground }) => (
        <g key={id}>
          <polygon
            className={styles['planZone']}
            points={ground.map(([x, y]) => `${x},${-y}`).join(' ')}
            vectorEffect="non-scaling-stroke"
          />
          <text x={ground[0]?.[0]} y={-(ground[0]?.[1] ?? 0)} fontSize={spanM / 28}>
            {name}
          </text>
        </g>
      ))}
      {pairs.map(({ ground: [x, y] }, no) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place among the pairs
        <circle key={no} cx={x} cy={-y} r={spanM / 60} className={styles['planPair']} data-chosen={no === chosen} />
      ))}
    </svg>
  );
}
