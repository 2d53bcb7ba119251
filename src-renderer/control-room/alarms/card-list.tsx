/** The action cards of all kinds of alarm in one language: what each says, whether it is the shipped one, and for administrators the way to change it. */
import { Pencil } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CardReply } from '../../../src-contract/api/alarm-tools.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { localeNames, locales, localeTags } from '../../ui/locale/locales.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { CardDialog } from './card-dialog.tsx';
import styles from './card-list.module.css';
import { askCards } from './cards-store.ts';

export function CardList() {
  const t = useText().alarmTools;
  const [locale, setLocale] = useState<Locale>(usePreferences((state) => state.locale));
  const ask = useCallback((signal: AbortSignal) => rest.call(routes.actionCards, { params: { locale }, signal }), [locale]);
  const { asked, again } = useAsked(ask);
  const [editing, setEditing] = useState<CardReply | null>(null);
  const shownLocale = usePreferences((state) => state.locale);
  const changed = () => {
    setEditing(null);
    again();
    askCards(shownLocale);
  };
  return (
    <Panel title={t.tabs.cards} scroll>
      <div className={styles['tools']}>
        <Choice
          label={t.card.language}
          value={locale}
          onChange={setLocale}
          options={locales.map((value) => ({ value, label: localeNames[value], lang: localeTags[value].slice(0, 2) }))}
        />
      </div>
      {asked.kind === 'loading' ? <Skeleton rows={8} height={40} /> : <FaultNotice fault={asked.fault} />}
      {asked.kind === 'ready' ? <Cards cards={asked.value.cards} locale={locale} onEdit={setEditing} /> : null}
      <CardDialog card={editing} locale={locale} onClose={() => setEditing(null)} onChanged={changed} />
    </Panel>
  );
}

interface CardsProps {
  readonly cards: readonly CardReply[];
  readonly locale: Locale;
  readonly onEdit: (card: CardReply) => void;
}

function Cards({ cards, locale, onEdit }: CardsProps) {
  const t = useText().alarmTools;
  const format = useFormat();
  const canEdit = useSession((state) => isAdmin(state.caller));
  return (
    <Table caption={t.tabs.cards} head={[t.card.kind, t.card.title, t.card.expected, t.card.state, '']}>
      {cards.map((card) => (
        <tr key={card.kind}>
          <th scope="row" lang={localeTags[locale].slice(0, 2)} className={styles['name']}>
            {card.title}
          </th>
          <td lang={localeTags[locale].slice(0, 2)}>
            <ol className={styles['steps']}>
              {card.steps.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ol>
          </td>
          <td lang={localeTags[locale].slice(0, 2)}>{card.expected}</td>
          <td className={styles['state']}>
            {card.written === null
              ? t.card.shipped
              : t.card.written(card.written.by, format.dateTime(Date.parse(card.written.at)))}
          </td>
          <RowActions>
            {canEdit ? (
              <Button icon={<Pencil size={15} />} label={`${t.card.edit}: ${card.title}`} onClick={() => onEdit(card)} />
            ) : null}
          </RowActions>
        </tr>
      ))}
    </Table>
  );
}
