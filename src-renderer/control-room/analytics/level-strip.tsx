/** Levels over time as a strip under a chart, on the same times; the words of a run stand over it, and the shares are read out. */
import type { ChartView } from '../../ui/chart/chart-options.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { inSight, levelRuns, levelShares } from './level-runs.ts';
import styles from './level-strip.module.css';

/** How a level is drawn: a band's look, whatever it is a level of. */
export type StripLook = 'unknown' | 'green' | 'amber' | 'orange' | 'red' | 'black';

interface LevelStripProps<L extends string> {
  readonly name: string;
  readonly timesMs: readonly number[];
  readonly stepMs: number;
  readonly levels: readonly L[];
  readonly look: (level: L) => StripLook;
  readonly words: (level: L) => string;
  /** Read out, with the shares. */
  readonly label: (shares: string) => string;
  /** Null: all of it. */
  readonly view: ChartView | null;
}

export function LevelStrip<L extends string>(props: LevelStripProps<L>) {
  const t = useText();
  const format = useFormat();
  const { name, timesMs, stepMs, levels, look, words, label, view } = props;
  const sight = view ?? { fromMs: timesMs[0] ?? 0, untilMs: timesMs.at(-1) ?? 0 };
  const shares = levelShares(levels)
    .map(({ level, share }) => t.analytics.share(words(level), format.percent(share)))
    .join(', ');
  const when = (ms: number) => `${format.day(ms)} ${format.time(ms)}`;
  return (
    <div className={styles['row']}>
      <span className={styles['name']} title={name}>
        {name}
      </span>
      <div className={styles['strip']} role="img" aria-label={label(shares)} title={shares}>
        {levelRuns(timesMs, levels, stepMs).map((run) => {
          const place = inSight(run, sight);
          if (place === null) return null;
          return (
            <span
              key={run.fromMs}
              data-look={look(run.level)}
              title={t.analytics.fromTo(when(run.fromMs), when(run.untilMs), words(run.level))}
              style={{ left: `${place.left * 100}%`, width: `${place.width * 100}%` }}
            />
          );
        })}
      </div>
    </div>
  );
}
