/** The last half hour at my place against the edges of its bands, and in words where it is going; with its age once it isn't the present. */
import { CircleHelp, type LucideIcon, MoveRight, TrendingDown, TrendingUp } from 'lucide-react';
import { useMemo } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { Trend } from '../../ui/trend.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './my-trend.module.css';
import { type Direction, judgedMinutes, trendDirection } from './trend-direction.ts';
import type { ZoneTrend } from './trend-store.ts';
import { useZoneTrend } from './use-zone-trend.ts';
import { minuteMs, shownMinutes } from './zone-history.ts';

const edgeTokens = ['--band-amber', '--band-orange', '--band-red', '--text'];
const icons: Readonly<Record<Direction, LucideIcon>> = {
  rising: TrendingUp,
  falling: TrendingDown,
  steady: MoveRight,
  unknown: CircleHelp,
};
/** One answer a minute, one that was lost on the way, and a slow link. */
const freshMs = 150_000;

export function MyTrend({ zoneId }: { readonly zoneId: string }) {
  const t = useText();
  const trend = useZoneTrend(zoneId);
  if (trend === null) return <p className={styles['note']}>{t.now.trendMissing}</p>;
  const unknown = trend.points.filter(({ value }) => value === null).length;
  if (unknown === trend.points.length) {
    return (
      <section className={styles['trend']}>
        <p className={styles['note']}>{t.now.trendUnknown}</p>
        <Age atMs={trend.atMs} />
      </section>
    );
  }
  return (
    <section className={styles['trend']}>
      <Going trend={trend} />
      <Graph trend={trend} />
      {unknown === 0 ? null : <p className={styles['note']}>{t.now.trendGaps(String(unknown), String(shownMinutes))}</p>}
      <Age atMs={trend.atMs} />
    </section>
  );
}

/** Judged as of when the phone was told: what came after, nobody knows. */
function Going({ trend: { points, edges, atMs } }: { readonly trend: ZoneTrend }) {
  const t = useText();
  const format = useFormat();
  const isFresh = useIsFresh(atMs);
  const direction = trendDirection(points, edges[0] ?? 0, atMs);
  const Icon = icons[direction];
  return (
    <p className={styles['going']} data-direction={direction} data-fresh={isFresh}>
      <Icon size={22} aria-hidden="true" />
      {isFresh ? t.now.going[direction](String(judgedMinutes)) : t.now.went[direction](format.time(atMs))}
    </p>
  );
}

function Graph({ trend }: { readonly trend: ZoneTrend }) {
  const t = useText();
  const format = useFormat();
  const title = t.now.trendOf[trend.byShare ? 'share' : 'density'];
  const edges = useMemo(() => trend.edges.map((value, i) => ({ value, token: edgeTokens[i] ?? '--text' })), [trend]);
  const fromMs = trend.points[0]?.atMs ?? trend.atMs;
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['note']}>{title}</figcaption>
      <div className={styles['graph']}>
        <Trend
          points={trend.points}
          edges={edges}
          fromMs={fromMs}
          toMs={fromMs + shownMinutes * minuteMs}
          label={title}
          formatTime={format.time}
          formatValue={(value) => (trend.byShare ? format.percent(value) : format.number(value, Number.isInteger(value) ? 0 : 1))}
          axes
        />
      </div>
    </figure>
  );
}

function Age({ atMs }: { readonly atMs: number }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  return useIsFresh(atMs) ? null : <p className={styles['age']}>{t.now.stale(format.age(nowMs - atMs))}</p>;
}

function useIsFresh(atMs: number): boolean {
  return useStationNow() - atMs <= freshMs;
}
