/** What the station makes of a zone that no sensor measures: in words and lines unlike a measurement's, with its interval and what it rests on. */
import type { ZoneEstimateReply } from '../../../src-contract/api/crowd.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { shownEstimate } from '../../client/zone-look.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import styles from './zone-estimate.module.css';

export function ZoneEstimate({ zoneId }: { readonly zoneId: string }) {
  const zone = useCrowd((state) => state.zones[zoneId]);
  const nowMs = useStationNow();
  const estimate = zone === undefined ? null : shownEstimate(zone, nowMs);
  return estimate === null ? null : <Estimate estimate={estimate} />;
}

function Estimate({ estimate }: { readonly estimate: ZoneEstimateReply }) {
  const { estimates: t, units } = useText();
  const format = useFormat();
  const { basis, count, density } = estimate;
  return (
    <section className={styles['estimate']} data-estimate="">
      <h3>{t.title}</h3>
      <p className={styles['figures']}>
        <b>≈ {format.number(count)}</b> {units.people(Math.round(count))}
        {density === null ? null : (
          <span>
            ≈ {format.number(density, 1)} {units.perM2}
          </span>
        )}
      </p>
      <Facts>
        <Fact term={t.interval}>
          {t.between(format.number(estimate.low), format.number(estimate.high))} {units.people(Math.round(estimate.high))}
        </Fact>
        <Fact term={t.confidence}>{format.percent(estimate.confidence)}</Fact>
        <Fact term={t.basis}>{useBasisWords(basis)}</Fact>
        <Fact term={t.score}>{useScoreWords(basis)}</Fact>
      </Facts>
      <p className={styles['hint']}>{t.noAlarm}</p>
    </section>
  );
}

function useBasisWords({ kind, inputs, history_days }: ZoneEstimateReply['basis']): string {
  const { estimates: t } = useText();
  const format = useFormat();
  const first = kind === 'history' ? t.kinds.history(format.number(history_days, 1)) : t.kinds[kind];
  const others = kind === 'history' ? inputs.map((input) => t.inputs[input]) : [];
  return capital([first, ...others].join(', '));
}

function useScoreWords({ score }: ZoneEstimateReply['basis']): string {
  const { estimates: t } = useText();
  const format = useFormat();
  if (score === null || score.coverage === null) return capital(t.untested);
  return capital(t.tested(format.number(score.mae, 1), format.percent(score.coverage)));
}

/** A figure in a row or a label: the sign for the eye, the word for who listens. */
export function EstimatedCount({ count }: { readonly count: number }) {
  const { estimates: t } = useText();
  const format = useFormat();
  return (
    <span className={styles['short']} title={t.title}>
      <span aria-hidden="true">≈ </span>
      <span className="visually-hidden">{t.word} </span>
      {format.number(count)}
    </span>
  );
}
