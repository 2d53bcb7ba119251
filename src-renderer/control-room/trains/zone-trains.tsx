/** The train at a zone's platform, in words: the same as its plate on the plan. */
import { Link } from 'react-router';
import { useFormat, useText } from '../i18n/use-text.ts';
import { usePlatformTrain } from './use-platform-train.ts';
import styles from './zone-trains.module.css';

export function ZoneTrains({ platform }: { readonly platform: string }) {
  const t = useText();
  const format = useFormat();
  const train = usePlatformTrain(platform);
  const isOld = train?.state.kind === 'old' || train?.state.kind === 'due';
  return (
    <p className={styles['train']} data-old={isOld}>
      {train === null ? (
        <span>{t.trains.noneNear}</span>
      ) : (
        <>
          <strong>{train.when}</strong>
          {train.lateMinutes === null ? null : <span>{t.trains.late(format.number(train.lateMinutes))}</span>}
          {train.state.kind === 'coming' && train.state.planned ? <span>{t.trains.timetable}</span> : null}
          <span>{train.what.join(' · ')}</span>
        </>
      )}
      <Link to="/trains">{t.trains.allTrains}</Link>
    </p>
  );
}
