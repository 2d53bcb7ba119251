/** Trains as rows, the soonest first: when, which, where it is, and the crowd that it brings; each figure with what it rests on. */
import type { IncomingTrainReply } from '../../../src-contract/api/trains.ts';
import { stationName } from '../../../src-contract/domain/station-name.ts';
import type { NetworkProfile } from '../../../src-contract/network-profile.ts';
import { minutesTo, trainBand } from '../../client/train-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import styles from './train-table.module.css';

export interface ListedTrain extends IncomingTrainReply {
  readonly asOfMs: number;
}

interface TrainTableProps {
  readonly trains: readonly ListedTrain[];
  readonly network: NetworkProfile | null;
  readonly nowMs: number;
  /** The list itself is old: no time of it is shown. */
  readonly isOld: boolean;
}

export function TrainTable({ trains, network, nowMs, isOld }: TrainTableProps) {
  const t = useText();
  const { time, train, to, platform, where, crowd, alight, after, basis } = t.trains.columns;
  const locale = usePreferences((state) => state.locale);
  const nameOf = (name: string): string => stationName(name, network, locale);
  return (
    <Table caption={t.trains.title} head={[time, train, to, platform, where, crowd, alight, after, basis]}>
      {trains.map((one) => (
        <TrainRow
          key={`${one.train_id} ${one.scheduled_at}`}
          train={one}
          nameOf={nameOf}
          nowMs={nowMs}
          minutes={isOld ? null : minutesTo(one, nowMs)}
        />
      ))}
    </Table>
  );
}

interface TrainRowProps {
  readonly train: ListedTrain;
  readonly nameOf: (name: string) => string;
  readonly nowMs: number;
  readonly minutes: number | null;
}

function TrainRow({ train, nameOf, nowMs, minutes }: TrainRowProps) {
  const lineName = useLineName();
  return (
    <tr data-status={train.status} data-stale={train.stale || minutes === null} className={styles['row']}>
      <td className={styles['comes']}>
        <Comes train={train} minutes={minutes} />
      </td>
      <td className={styles['pair']}>
        <strong>{train.train_id}</strong>
        <span>{train.line === null ? '' : lineName(train.line)}</span>
      </td>
      <td>{train.destination === null ? '—' : nameOf(train.destination)}</td>
      <td>{train.platform ?? '—'}</td>
      <td className={train.source === 'timetable' ? styles['planned'] : undefined}>
        <Where train={train} nameOf={nameOf} />
      </td>
      <td>
        <Crowd train={train} />
      </td>
      <td>
        <Alights train={train} />
      </td>
      <td>
        <After train={train} />
      </td>
      <td className={styles['basis']}>
        <Basis train={train} nowMs={nowMs} />
      </td>
    </tr>
  );
}

function Comes({ train, minutes }: { readonly train: ListedTrain; readonly minutes: number | null }) {
  const t = useText();
  const format = useFormat();
  const { status } = train;
  if (status === 'at_platform' && minutes !== null) return <span className={styles['here']}>{t.trains.statuses[status]}</span>;
  return (
    <span className={styles['pair']}>
      <strong className={styles['minutes']}>
        {minutes === null ? '—' : t.trains.minutes(minutes === 0 ? '<1' : format.number(minutes))}
      </strong>
      {minutes === null ? <span>{t.trains.statuses[status]}</span> : <Lateness train={train} />}
    </span>
  );
}

function Lateness({ train: { delay_minutes: delay, scheduled_at: scheduled, status } }: { readonly train: ListedTrain }) {
  const t = useText();
  const format = useFormat();
  const planned = scheduled === null ? null : t.trains.planned(format.time(Date.parse(scheduled)));
  if (delay === null) return <span>{planned ?? t.trains.statuses[status]}</span>;
  const whole = Math.round(delay);
  const minutes = format.number(Math.abs(whole));
  const said = whole === 0 ? t.trains.onTime : whole > 0 ? t.trains.late(minutes) : t.trains.early(minutes);
  return <span>{planned === null ? said : `${said} · ${planned}`}</span>;
}

function Where({ train, nameOf }: Pick<TrainRowProps, 'train' | 'nameOf'>) {
  const { current_station: at, next_station: next } = train;
  if (at === null && next === null) return <>—</>;
  if (next === null || next === at) return <>{nameOf(at ?? '')}</>;
  return <>{`${at === null ? '' : `${nameOf(at)} `}→ ${nameOf(next)}`}</>;
}

function Crowd({ train }: { readonly train: ListedTrain }) {
  const t = useText();
  const format = useFormat();
  const band = trainBand(train);
  const share = train.occupancy === null || band === 'unknown' ? null : t.trains.ofCapacity(format.percent(train.occupancy));
  return (
    <span className={styles['pair']}>
      <BandSwatch band={band} label={t.bands[band]} />
      <span>{[share, t.trains.bases[train.load_basis]].filter((part) => part !== null).join(', ')}</span>
    </span>
  );
}

function Alights({ train: { expected_to_alight: expected } }: { readonly train: ListedTrain }) {
  const t = useText();
  const format = useFormat();
  if (expected === null) return <span className={styles['dim']}>{t.trains.notLearnt}</span>;
  return (
    <span className={styles['pair']}>
      <strong>{t.trains.alights(expected.persons)}</strong>
      <span>{t.trains.learnt[expected.learnt_from](format.number(expected.visits))}</span>
    </span>
  );
}

function After({ train: { platform_count_after: after } }: { readonly train: ListedTrain }) {
  const t = useText();
  return <>{after === null ? '—' : t.trains.alights(after)}</>;
}

function Basis({ train, nowMs }: Pick<TrainRowProps, 'train' | 'nowMs'>) {
  const t = useText();
  const format = useFormat();
  if (train.source === 'timetable' || train.reported_at === null) return <>{t.trains.timetable}</>;
  const age = format.age(nowMs - Date.parse(train.reported_at));
  return <>{train.stale ? t.trains.old(age) : t.trains.reported(age)}</>;
}
