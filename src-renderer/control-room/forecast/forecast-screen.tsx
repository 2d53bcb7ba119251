/** What is to come within the hour: one series at a time, its past and its forecast, what that rests on, and how good it has been. */
import { ChartSpline } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ForecastSeriesReply, type ForecastWorkerReply, predictionRoutes } from '../../../src-contract/api/predictions.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { AccuracyTable } from './accuracy-table.tsx';
import { ageOfOld, forecastAhead } from './forecast-chart.ts';
import styles from './forecast-screen.module.css';
import { shownHours, useForecastChoice } from './forecast-store.ts';
import { ForecastTable } from './forecast-table.tsx';
import { SeriesChart } from './series-chart.tsx';
import { SeriesState, WorkerDown } from './series-state.tsx';
import { type ShownFigures, useSeriesFigures } from './use-series-figures.ts';
import { useSeriesWords } from './use-series-words.ts';

const askEveryMs = 15_000;

interface Listed {
  readonly series: ForecastSeriesReply;
  readonly worker: ForecastWorkerReply;
}

const askSeries = async (signal: AbortSignal): Promise<Listed[]> => {
  const { series, worker } = await rest.call(predictionRoutes.forecastSeries, { signal });
  return series.map((one) => ({ series: one, worker }));
};

export function ForecastScreen() {
  const t = useText();
  const listed = useAsked(askSeries, askEveryMs);
  return (
    <AskedList from={listed} empty={<Nothing title={t.forecast.empty} hint={t.forecast.emptyHint} />}>
      {(rows) => <Shown rows={rows} />}
    </AskedList>
  );
}

function Nothing({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <EmptyState icon={<ChartSpline size={28} strokeWidth={1.25} />} title={title}>
      {hint}
    </EmptyState>
  );
}

function Shown({ rows }: { readonly rows: readonly Listed[] }) {
  const chosen = useForecastChoice((state) => state.seriesId);
  const shown = rows.find(({ series }) => series.sensor_id === chosen) ?? rows[0];
  if (shown === undefined) return null;
  return <OneSeries key={shown.series.sensor_id} rows={rows} shown={shown} />;
}

function OneSeries({ rows, shown: { series, worker } }: { readonly rows: readonly Listed[]; readonly shown: Listed }) {
  const t = useText();
  const hours = useForecastChoice((state) => state.hours);
  const figures = useSeriesFigures(series.sensor_id, hours);
  const pickers = <Pickers rows={rows} series={series} />;
  return (
    <div className={styles['screen']}>
      <Panel title={t.forecast.title} className={styles['top']}>
        <div className={styles['inside']}>
          {figures.asked.kind === 'ready' ? null : pickers}
          <WorkerDown worker={worker} />
          <AskedList from={figures} empty={null}>
            {([one]) => (one === undefined ? null : <ChartAndState series={series} figures={one} lead={pickers} />)}
          </AskedList>
        </div>
      </Panel>
      <Panel title={t.forecast.tableTitle} scroll>
        <AskedList from={figures} empty={null}>
          {([one]) => (one === undefined ? null : <ForecastTable series={series} ahead={forecastAhead(one.predictions)} />)}
        </AskedList>
      </Panel>
      <Panel title={t.forecast.accuracyTitle} scroll>
        <AskedList from={figures} empty={null}>
          {([one]) => (one === undefined ? null : <AccuracyTable accuracy={one.accuracy} />)}
        </AskedList>
      </Panel>
    </div>
  );
}

interface ChartAndStateProps {
  readonly series: ForecastSeriesReply;
  readonly figures: ShownFigures;
  readonly lead: ReactNode;
}

function ChartAndState({ series, figures, lead }: ChartAndStateProps) {
  const nowMs = useStationNow();
  return (
    <>
      <SeriesState series={series} oldMs={ageOfOld(figures.predictions, nowMs)} />
      <SeriesChart series={series} figures={figures} lead={lead} />
    </>
  );
}

function Pickers({ rows, series }: { readonly rows: readonly Listed[]; readonly series: ForecastSeriesReply }) {
  const t = useText();
  const words = useSeriesWords();
  const hours = useForecastChoice((state) => state.hours);
  return (
    <div className={styles['pickers']}>
      <SelectField
        label={t.forecast.series}
        value={series.sensor_id}
        options={rows.map((row) => ({ value: row.series.sensor_id, label: words.name(row.series) }))}
        onChange={(seriesId) => useForecastChoice.setState({ seriesId })}
      />
      <Choice
        label={t.forecast.span}
        value={hours}
        options={shownHours.map((value) => ({ value, label: t.forecast.spans[value] }))}
        onChange={(chosen) => useForecastChoice.setState({ hours: chosen })}
      />
    </div>
  );
}
