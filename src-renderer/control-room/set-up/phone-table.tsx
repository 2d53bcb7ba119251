/** Phones that have joined, those that are there now first. */
import { Radio, Unplug } from 'lucide-react';
import type { SessionReply } from '../../../src-contract/api/people.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { linesText } from './lines.ts';
import styles from './set-up.module.css';

interface PhoneTableProps {
  readonly phones: readonly SessionReply[];
  readonly onEnd: (phone: SessionReply) => void;
}

export function PhoneTable({ phones, onEnd }: PhoneTableProps) {
  const t = useText();
  const { name, seen, joined } = t.setUp.phones;
  const sorted = phones.toSorted(
    (a, b) => Number(b.connected) - Number(a.connected) || b.last_seen_at.localeCompare(a.last_seen_at),
  );
  return (
    <Table
      caption={t.setUp.phones.title}
      head={[name, t.setUp.role, t.setUp.lines, t.setUp.zone, t.setUp.people.state, seen, joined, '']}
    >
      {sorted.map((phone) => (
        <PhoneRow key={phone.id} phone={phone} onEnd={() => onEnd(phone)} />
      ))}
    </Table>
  );
}

function PhoneRow({ phone, onEnd }: { readonly phone: SessionReply; readonly onEnd: () => void }) {
  const t = useText();
  const nameOf = useLineName();
  const format = useFormat();
  const zone = useSite((state) => state.site?.zones.find(({ id }) => id === phone.zone)?.name);
  return (
    <tr>
      <td className={styles['strong']}>{phone.name}</td>
      <td>{t.bar.roles[phone.role]}</td>
      <td>{linesText(phone.lines, nameOf, t)}</td>
      <td>{phone.zone === null ? t.setUp.anyZone : (zone ?? phone.zone)}</td>
      <td>
        <Connected connected={phone.connected} />
        <Shift phone={phone} />
      </td>
      <td className={styles['nowrap']}>
        <Ago ms={Date.parse(phone.last_seen_at)} />
      </td>
      <td className={styles['dim']}>{format.dateTime(Date.parse(phone.created_at))}</td>
      <RowActions>
        <Button aria-label={`${t.setUp.phones.end}: ${phone.name}`} onClick={onEnd}>
          {t.setUp.phones.end}
        </Button>
      </RowActions>
    </tr>
  );
}

/** A phone whose screen may go dark hears of nothing: that must show here too. */
function Shift({ phone }: { readonly phone: SessionReply }) {
  const t = useText();
  if (phone.on_shift !== true) return null;
  return (
    <span className={styles['state']} data-warn={phone.awake !== true}>
      {phone.awake === true ? t.setUp.phones.onShift : t.setUp.phones.asleep}
    </span>
  );
}

export function Connected({ connected }: { readonly connected: boolean }) {
  const t = useText();
  const Icon = connected ? Radio : Unplug;
  return (
    <span className={`${styles['state']} ${connected ? '' : styles['off']}`}>
      <Icon size={14} aria-hidden="true" />
      {connected ? t.setUp.phones.connected : t.setUp.phones.away}
    </span>
  );
}

/** Renders once a second, and alone. */
export function Ago({ ms }: { readonly ms: number }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  return <>{t.common.ago(format.age(nowMs - ms))}</>;
}
