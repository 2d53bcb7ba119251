/** The outcome of a trial in figures and rows. In: what was and what would be. */
import type { WhatIfReply } from '../../../src-contract/api/replay.ts';
import type { Format } from '../../ui/locale/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import styles from './thresholds.module.css';
import { TrialChanges } from './trial-changes.tsx';

type Load = WhatIfReply['was'];

/** EEMUA 191, per operator position: one in ten minutes is acceptable, two are the most that can be managed. */
const acceptable = 1;
const manageable = 2;

export function TrialResult({ result, atMs }: { readonly result: WhatIfReply; readonly atMs: number }) {
  const t = useText();
  const format = useFormat();
  const [gap] = result.gaps;
  const spanS = (Date.parse(result.to) - Date.parse(result.from)) / 1000;
  return (
    <>
      <p className={styles['hint']}>
        {t.thresholds.rests(
          format.dateTime(Date.parse(result.from)),
          format.dateTime(Date.parse(result.to)),
          format.age(result.recorded_s * 1000),
        )}{' '}
        {t.thresholds.madeAt(format.clock(atMs))}
      </p>
      {result.recorded_s === 0 ? <Notice tone="warning">{t.thresholds.nothingRecorded}</Notice> : null}
      {gap === undefined || result.recorded_s === 0 ? null : (
        <Notice tone="warning">
          {t.thresholds.gaps(
            format.percent(1 - result.recorded_s / spanS),
            format.dateTime(Date.parse(gap.from)),
            format.dateTime(Date.parse(gap.to)),
          )}
        </Notice>
      )}
      <Loads result={result} />
      <TrialChanges result={result} />
      <Zones result={result} />
      <Hours result={result} />
    </>
  );
}

function Loads({ result: { was, would_be: wouldBe, same } }: { readonly result: WhatIfReply }) {
  const t = useText();
  const format = useFormat();
  const words = t.thresholds;
  return (
    <>
      <Table caption={words.load} head={[words.load, words.was, words.wouldBe]}>
        {loadRows(t, format).map(([name, figure]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{figure(was)}</td>
            <td className={styles['strong']}>{figure(wouldBe)}</td>
          </tr>
        ))}
      </Table>
      <p className={styles['hint']}>{words.same(same)}</p>
    </>
  );
}

function loadRows(t: Catalogue, format: Format): [string, (load: Load) => string][] {
  const { thresholds, alarms } = t;
  return [
    [thresholds.alarms, (load) => format.number(load.alarms)],
    [
      thresholds.byPriority,
      ({ by_priority: n }) =>
        (['high', 'medium', 'low'] as const).map((priority) => `${alarms.letters[priority]} ${n[priority]}`).join(' · '),
    ],
    [thresholds.rate, ({ per_10_min: rate }) => (rate === null ? '—' : `${format.number(rate, 2)} · ${rateWord(rate, t)}`)],
    [thresholds.worst, (load) => format.number(load.worst_10_min)],
    [thresholds.flood, ({ flood_share: share }) => (share === null ? '—' : format.percent(share))],
  ];
}

function rateWord(rate: number, { thresholds: { rates } }: Catalogue): string {
  return rate <= acceptable ? rates.acceptable : rate <= manageable ? rates.manageable : rates.tooMany;
}

function Zones({ result: { zones } }: { readonly result: WhatIfReply }) {
  const t = useText();
  const format = useFormat();
  const known = useSite((state) => state.site?.zones ?? []);
  if (zones.length === 0) return null;
  return (
    <Table caption={t.thresholds.byZone} head={[t.thresholds.byZone, t.thresholds.was, t.thresholds.wouldBe]}>
      {zones.map(({ zone, was, would_be: wouldBe }) => (
        <tr key={zone}>
          <th scope="row">{known.find(({ id }) => id === zone)?.name ?? zone}</th>
          <td>{format.number(was)}</td>
          <td className={styles['strong']}>{format.number(wouldBe)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Hours({ result: { hours } }: { readonly result: WhatIfReply }) {
  const t = useText();
  const format = useFormat();
  const busy = hours.filter(({ was, would_be: wouldBe }) => was > 0 || wouldBe > 0);
  if (busy.length === 0) return null;
  return (
    <Table caption={t.thresholds.byHour} head={[t.thresholds.byHour, t.thresholds.was, t.thresholds.wouldBe]}>
      {busy.map(({ at, was, would_be: wouldBe }) => (
        <tr key={at}>
          <th scope="row">{format.time(Date.parse(at))}</th>
          <td>{format.number(was)}</td>
          <td className={styles['strong']}>{format.number(wouldBe)}</td>
        </tr>
      ))}
    </Table>
  );
}
