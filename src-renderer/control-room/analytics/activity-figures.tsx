/** What a metric came to over the whole time, in a few figures; what isn't known is a dash. */
import type { AnalyticsReply } from '../../../src-contract/api/analytics.ts';
import type { Metric } from '../../../src-contract/domain/metrics.ts';
import { Figure } from '../../ui/figure.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './analytics.module.css';

/** A count needs none. */
const unitNames: Readonly<Partial<Record<Metric, 'people' | 'seconds'>>> = {
  ...{ crowd_count: 'people', inflow: 'people', outflow: 'people', acknowledge_s: 'seconds' },
};

export function ActivityFigures({ reply }: { readonly reply: AnalyticsReply }) {
  const t = useText();
  const format = useFormat();
  const { activity, metricUnits } = t.analytics;
  const unitName = unitNames[reply.metric];
  const { value, per_hour: perHour, peak, peak_at: peakAt, coverage } = reply.overall;
  const one = (label: string, figure: number | null, digits: number) => (
    <Figure
      label={label}
      value={figure === null ? null : format.number(figure, digits)}
      {...(unitName && { unit: metricUnits[unitName] })}
      state={figure === null ? 'unknown' : 'fresh'}
      reserve={false}
    />
  );
  const isMean = reply.kind === 'mean';
  return (
    <dl className={styles['figures']} aria-label={t.analytics.metrics[reply.metric]}>
      {one(isMean ? activity.mean : activity.total, value, isMean ? 1 : 0)}
      {isMean ? null : one(activity.perHour, perHour, 2)}
      {one(activity.peak, peak, isMean ? 1 : 0)}
      <Figure
        label={activity.peakAt}
        value={peakAt === null ? null : format.dateTime(Date.parse(peakAt))}
        state={peakAt === null ? 'unknown' : 'fresh'}
        reserve={false}
      />
      <Figure label={activity.recorded} value={format.percent(coverage)} state="fresh" reserve={false} />
    </dl>
  );
}
