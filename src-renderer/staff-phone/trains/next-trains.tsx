/** The next trains of the phone's lines: in how many minutes, where to, and how full. Without a fresh list no minutes are told. */
import type { IncomingTrainReply } from '../../../src-contract/api/trains.ts';
import { stationName } from '../../../src-contract/domain/station-name.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { isListOld, minutesTo, trainBand } from '../../client/train-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { Card } from '../parts/card.tsx';
import { usePreferences } from '../preferences-store.ts';
import { usePhone } from '../station/phone-store.ts';
import styles from './next-trains.module.css';

/** What fits under the crowd without scrolling for it. */
const most = 5;

export function NextTrains() {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const trains = usePhone((state) => state.trains);
  const lines = usePhone((state) => state.caller?.lines ?? null);
  const asOfMs = usePhone((state) => state.asOfMs);
  const isOld = isListOld(asOfMs, nowMs);
  const mine = trains.filter(({ line }) => lines === null || line === null || lines.includes(line)).slice(0, most);
  // A station without a timetable and without reports has nothing to say here.
  if (mine.length === 0) return null;
  return (
    <Card title={t.trains.title}>
      {isOld && asOfMs !== null ? <p className={styles['age']}>{t.now.stale(format.age(nowMs - asOfMs))}</p> : null}
      <ul className={styles['list']}>
        {mine.map((train) => (
          <li key={`${train.train_id} ${train.scheduled_at}`}>
            <Train train={train} minutes={isOld ? null : minutesTo(train, nowMs)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Train({ train, minutes }: { readonly train: IncomingTrainReply; readonly minutes: number | null }) {
  const t = useText();
  const format = useFormat();
  const network = usePhone((state) => state.network);
  const locale = usePreferences((state) => state.locale);
  const band = trainBand(train);
  const { status, platform, destination } = train;
  const when =
    status === 'at_platform' || minutes === null
      ? t.trains.statuses[status]
      : t.trains.minutes(minutes === 0 ? '<1' : format.number(minutes));
  const to = destination === null ? train.train_id : stationName(destination, network, locale);
  const facts = [platform === null ? null : t.trains.platform(platform), train.stale || minutes === null ? null : delayOf(train)];
  return (
    <article className={styles['train']} data-known={minutes !== null && !train.stale}>
      <span className={styles['when']}>{when}</span>
      <span className={styles['to']}>
        <strong>{to}</strong>
        <span>{facts.filter((fact) => fact !== null).join(' · ')}</span>
      </span>
      <BandSwatch band={band} label={t.bands[band]} />
    </article>
  );

  function delayOf({ delay_minutes: delay, source }: IncomingTrainReply): string | null {
    if (source === 'timetable') return t.trains.planned;
    return delay === null || Math.round(delay) < 1 ? null : t.trains.late(format.number(Math.round(delay)));
  }
}
