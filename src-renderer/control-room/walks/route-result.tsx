/** The ways found: which is the best, what each costs, what is wrong with it, and how to walk the one that is looked at. */
import type { WalkRouteFeature, WalkRoutesReply } from '../../../src-contract/api/walks.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { AgeOfWays } from './age-of-ways.tsx';
import type { FoundAgain } from './use-routes.ts';
import { useWalkWords } from './use-walk-words.ts';
import styles from './walks.module.css';
import { useWalks } from './walks-store.ts';

export function RouteResult({ found, again }: FoundAgain) {
  const t = useText();
  const mode = useWalks((state) => state.mode);
  switch (found.kind) {
    case 'unasked':
      return <EmptyState title={mode === 'walk' ? t.walks.ask : t.walks.askOut} />;
    case 'loading':
      return <Skeleton rows={4} height={56} />;
    case 'failed':
      return (
        <div className={styles['form']}>
          <FaultNotice fault={found.fault} />
          <Button onClick={again}>{t.setUp.tryAgain}</Button>
        </div>
      );
    case 'ready':
      return <Ways reply={found.value} isStale={found.fault !== null} />;
  }
}

function Ways({ reply, isStale }: { readonly reply: WalkRoutesReply; readonly isStale: boolean }) {
  const t = useText();
  const rank = useWalks((state) => state.rank);
  const shown = reply.features.find(({ properties }) => properties.rank === rank) ?? reply.features[0];
  return (
    <div aria-live="polite">
      <AgeOfWays generatedAt={reply.generated_at} isStale={isStale} />
      {reply.source === 'google' ? <Notice tone="warning">{t.walks.google}</Notice> : null}
      {shown === undefined ? <EmptyState title={t.walks.noWay}>{t.walks.noWayHint}</EmptyState> : null}
      <ul className={styles['ways']} aria-label={t.walks.found}>
        {reply.features.map((way) => (
          <li key={way.properties.rank}>
            <Way way={way} isShown={way === shown} />
          </li>
        ))}
      </ul>
      {shown === undefined ? null : <Steps way={shown} />}
    </div>
  );
}

function Way({ way: { properties }, isShown }: { readonly way: WalkRouteFeature; readonly isShown: boolean }) {
  const t = useText();
  const format = useFormat();
  const words = useWalkWords(null);
  const { rank, exit, crowd_cost_s: crowdS, worst_band: band } = properties;
  return (
    <button type="button" className={styles['way']} aria-pressed={isShown} onClick={() => useWalks.setState({ rank })}>
      <span className={styles['title']}>
        <b>{rank === 0 ? t.walks.best : t.walks.alternative(format.number(rank))}</b>
        <span>
          {words.duration(properties.duration_s)} · {words.distance(properties.distance_m)}
        </span>
      </span>
      {exit === null ? null : (
        <span>
          {t.walks.toExit(exit.name ?? exit.id)}. {t.walks.share(format.percent(exit.share))}
        </span>
      )}
      <span className={styles['facts']}>
        {t.walks.worst} <BandSwatch band={band} label={t.bands[band]} />
        {crowdS < 1 ? null : <span>{t.walks.crowdAdds(words.duration(crowdS))}</span>}
      </span>
      {properties.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {t.walks.warnings[warning]}
        </Notice>
      ))}
    </button>
  );
}

function Steps({ way }: { readonly way: WalkRouteFeature }) {
  const t = useText();
  const locale = usePreferences((state) => state.locale);
  return (
    <section className={styles['steps']}>
      <h3>{t.walks.steps}</h3>
      <ol>
        {way.properties.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own, and their order is what they are
          <li key={i}>{step.text[locale]}</li>
        ))}
      </ol>
    </section>
  );
}
