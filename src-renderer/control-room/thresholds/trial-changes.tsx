/** Each alarm that other thresholds would have added, taken away or moved, with the way to look at that time on the map. */
import { CircleMinus, CirclePlus, MoveHorizontal } from 'lucide-react';
import { Link } from 'react-router';
import type { SpellReply, WhatIfReply } from '../../../src-contract/api/replay.ts';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import styles from './thresholds.module.css';

type Change = WhatIfReply['changes'][number];

const icons = { added: CirclePlus, gone: CircleMinus, moved: MoveHorizontal } as const;
const mostShown = 100;

export function TrialChanges({ result: { changes, changes_left_out: leftOut } }: { readonly result: WhatIfReply }) {
  const t = useText();
  const words = t.thresholds;
  if (changes.length === 0) return <p className={styles['strong']}>{words.noChange}</p>;
  const more = leftOut + Math.max(0, changes.length - mostShown);
  return (
    <>
      <Table caption={words.changes} head={[words.change, words.where, words.was, words.wouldBe, words.look]}>
        {changes.slice(0, mostShown).map((change, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes; an alarm may stand in it twice
          <ChangeRow key={i} change={change} />
        ))}
      </Table>
      {more === 0 ? null : <p className={styles['hint']}>{words.more(more)}</p>}
    </>
  );
}

function ChangeRow({ change: { change, was, would_be: wouldBe } }: { readonly change: Change }) {
  const t = useText();
  const format = useFormat();
  const zones = useSite((state) => state.site?.zones ?? []);
  const spell = wouldBe ?? was;
  const Icon = icons[change];
  if (spell === null) return null;
  return (
    <tr>
      <td>
        <span className={styles['change']} data-change={change}>
          <Icon size={15} aria-hidden="true" />
          {t.thresholds.kindsOfChange[change]}
        </span>
      </td>
      <td>{zones.find(({ id }) => id === spell.subject.id)?.name ?? spell.subject.id}</td>
      <td>
        <Spell spell={was} />
      </td>
      <td>
        <Spell spell={wouldBe} />
      </td>
      <td>
        <Link to={`/map?at=${encodeURIComponent(spell.from)}`}>{format.time(Date.parse(spell.from))}</Link>
      </td>
    </tr>
  );
}

function Spell({ spell }: { readonly spell: SpellReply | null }) {
  const t = useText();
  const format = useFormat();
  if (spell === null) return <span>—</span>;
  return (
    <span>
      {t.alarms.priorities[spell.priority]}, {format.clock(Date.parse(spell.from))}
      {spell.to === null ? '' : ` (${format.age(Date.parse(spell.to) - Date.parse(spell.from))})`}
    </span>
  );
}
