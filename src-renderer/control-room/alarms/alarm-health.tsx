/** How well the alarms themselves do: each figure beside the standard's, and whether it is met; the most frequent alarms; the floods. */
import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AlarmHealthReply } from '../../../src-contract/api/alarm-tools.ts';
import type { Verdict } from '../../../src-contract/domain/alarm-health.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Format } from '../../ui/locale/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table } from '../../ui/table.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import styles from './alarm-health.module.css';
import { type HealthRange, healthRanges, useAlarmHealth } from './use-alarm-health.ts';

export function AlarmHealth() {
  const t = useText().alarmTools;
  const [range, setRange] = useState<HealthRange>('8');
  const asked = useAlarmHealth(range);
  return (
    <Panel title={t.tabs.health} scroll>
      <div className={styles['health']}>
        <Choice
          label={t.health.range}
          value={range}
          onChange={setRange}
          options={healthRanges.map((value) => ({ value, label: t.health.ranges[value] }))}
        />
        {asked.kind === 'loading' ? <Skeleton rows={8} height={36} /> : <FaultNotice fault={asked.fault} />}
        {asked.kind === 'ready' ? <Report reply={asked.value.reply} /> : null}
      </div>
    </Panel>
  );
}

function Report({ reply }: { readonly reply: AlarmHealthReply }) {
  const t = useText().alarmTools.health;
  const format = useFormat();
  return (
    <>
      <p className={styles['note']}>
        {t.count(reply.alarms, reply.positions)}
        {reply.known_from === reply.from ? '' : ` · ${t.known(format.dateTime(Date.parse(reply.known_from)))}`}
      </p>
      <Figures figures={reply.figures} />
      <p className={styles['note']}>{t.source}</p>
      <div className={styles['pair']}>
        <MostFrequent alarms={reply.most_frequent} />
        <Floods floods={reply.floods} />
      </div>
    </>
  );
}

function Figures({ figures }: Pick<AlarmHealthReply, 'figures'>) {
  const tools = useText().alarmTools;
  const t = tools.health;
  const format = useFormat();
  return (
    <Table caption={tools.tabs.health} head={[t.figure, t.value, t.standard, t.verdict]}>
      {figures.map(({ name, value, verdict }) => (
        <tr key={name}>
          <th scope="row" className={styles['name']}>
            {t.names[name]}
          </th>
          <td className={styles['value']}>{value === null ? '–' : valueText(name, value, format)}</td>
          <td className={styles['standard']}>{t.standards[name]}</td>
          <td>
            <span className={styles['verdict']} data-verdict={verdict}>
              {marks[verdict]}
              {t.verdicts[verdict]}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}

const marks: Readonly<Record<Verdict, ReactNode>> = {
  met: <CircleCheck size={15} aria-hidden="true" />,
  missed: <TriangleAlert size={15} aria-hidden="true" />,
  'not-enough': <CircleDashed size={15} aria-hidden="true" />,
  'no-standard': null,
};

function valueText(name: AlarmHealthReply['figures'][number]['name'], value: number, format: Format): string {
  switch (name) {
    case 'rate':
      return format.number(value, 2);
    case 'flood-time':
    case 'low-share':
    case 'medium-share':
    case 'high-share':
    case 'top-ten-share':
      return `${format.number(value * 100, 1)} %`;
    case 'acknowledge-time':
      return format.age(value * 1000);
    case 'stale':
    case 'chattering':
    case 'escalated':
    case 'shelved':
      return format.number(value);
  }
}

function MostFrequent({ alarms }: { readonly alarms: AlarmHealthReply['most_frequent'] }) {
  const tools = useText().alarmTools;
  const t = tools.health;
  const format = useFormat();
  const words = useAlarmText();
  return (
    <section>
      <h3>{t.topTen}</h3>
      {alarms.length === 0 ? <EmptyState title={t.noneFrequent} /> : null}
      {alarms.length === 0 ? null : (
        <Table caption={t.topTen} head={[tools.aside.alarm, t.times, t.share, '']}>
          {alarms.map(({ alarm, count, share, chatters }) => (
            <tr key={alarm.key}>
              <td>{words(alarm).title}</td>
              <td className={styles['value']}>{format.number(count)}</td>
              <td className={styles['value']}>{format.percent(share)}</td>
              <td>{chatters ? t.chatters : ''}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function Floods({ floods }: Pick<AlarmHealthReply, 'floods'>) {
  const t = useText().alarmTools.health;
  const format = useFormat();
  return (
    <section>
      <h3>{t.floods}</h3>
      {floods.length === 0 ? <EmptyState title={t.noFlood} /> : null}
      {floods.length === 0 ? null : (
        <Table caption={t.floods} head={[t.since, t.until, t.alarms]}>
          {floods.map(({ since, until, alarms }) => (
            <tr key={since}>
              <td>{format.dateTime(Date.parse(since))}</td>
              <td>{until === null ? t.lasts : format.dateTime(Date.parse(until))}</td>
              <td className={styles['value']}>{format.number(alarms)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
