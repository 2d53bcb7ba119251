/** What happened over weeks: one recorded metric in figures, by event against the same hours without one, and by hour and weekday. */
import { useCallback } from 'react';
import { type AnalyticsReply, analyticsRoutes } from '../../../src-contract/api/analytics.ts';
import { stationNow } from '../../client/station-clock.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { ActivityFigures } from './activity-figures.tsx';
import { ActivityWeek } from './activity-week.tsx';
import styles from './analytics.module.css';
import { activityDays, activityMetrics, useAnalyticsChoice } from './analytics-store.ts';
import { EventTable } from './event-table.tsx';

const dayMs = 86_400_000;
const askEveryMs = 300_000;

interface Activity {
  readonly byHour: AnalyticsReply;
  readonly byEvent: AnalyticsReply;
}

export function ActivitySection() {
  const { metric, activityDays: days } = useAnalyticsChoice();
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Activity[]> => {
      const toMs = stationNow();
      const span = { from: new Date(toMs - days * dayMs).toISOString(), to: new Date(toMs).toISOString() };
      const grouped = (group: 'hour' | 'event') =>
        rest.call(analyticsRoutes.analytics, { query: { ...span, metric, group }, signal });
      const [byHour, byEvent] = await Promise.all([grouped('hour'), grouped('event')]);
      return [{ byHour, byEvent }];
    },
    [metric, days],
  );
  const asked = useAsked(ask, askEveryMs);
  return (
    <div className={styles['section']}>
      <Pickers />
      <AskedList from={asked} empty={null}>
        {([activity]) => (activity === undefined ? null : <Shown {...activity} />)}
      </AskedList>
    </div>
  );
}

function Shown({ byHour, byEvent }: Activity) {
  const t = useText();
  const { metric } = byHour;
  const name = t.analytics.metrics[metric];
  if (byHour.overall.coverage === 0)
    return <EmptyState title={t.analytics.activity.none}>{t.analytics.noFiguresHint}</EmptyState>;
  return (
    <>
      <Panel title={name} aside={t.analytics.activity.hints[byHour.kind]}>
        <ActivityFigures reply={byHour} />
      </Panel>
      <Panel title={t.analytics.activity.byEvent(name)} aside={t.analytics.activity.usualHint} scroll>
        <EventTable reply={byEvent} />
      </Panel>
      <Panel title={t.analytics.activity.byWeek(name)} aside={t.analytics.weekHint} scroll>
        <ActivityWeek reply={byHour} />
      </Panel>
    </>
  );
}

function Pickers() {
  const t = useText();
  const { metric, activityDays: days } = useAnalyticsChoice();
  const set = useAnalyticsChoice.setState;
  return (
    <div className={styles['pickers']}>
      <SelectField
        label={t.analytics.activity.metric}
        value={metric}
        options={activityMetrics.map((value) => ({ value, label: t.analytics.metrics[value] }))}
        onChange={(value) => set({ metric: value })}
      />
      <Choice
        label={t.analytics.span}
        value={String(days)}
        options={activityDays.map((value) => ({ value: String(value), label: t.analytics.activity.days(value) }))}
        onChange={(value) => set({ activityDays: activityDays.find((each) => String(each) === value) ?? activityDays[0] })}
      />
    </div>
  );
}
