/** Browsers and programs that people are signed in with; phones have a list of their own. */
import { useState } from 'react';
import type { SessionReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { AskedList } from './asked-list.tsx';
import { type Confirmation, ConfirmDialog } from './confirm-dialog.tsx';
import { Ago, Connected } from './phone-table.tsx';
import styles from './set-up.module.css';
import { askSignedIn, listEveryMs } from './station-lists.ts';

export function SessionsPanel() {
  const t = useText();
  const sessions = useAsked(askSignedIn, listEveryMs);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const { sessions: title, name, kind, state, since, noSessions } = t.setUp.people;
  return (
    <Panel title={title} scroll>
      <AskedList from={sessions} empty={<EmptyState title={noSessions} />}>
        {(rows) => (
          <Table caption={title} head={[name, t.setUp.role, kind, state, t.setUp.phones.seen, since, '']}>
            {rows.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => setAsks(endSession(session, t))} />
            ))}
          </Table>
        )}
      </AskedList>
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={sessions.again} />
    </Panel>
  );
}

function SessionRow({ session, onEnd }: { readonly session: SessionReply; readonly onEnd: () => void }) {
  const t = useText();
  const format = useFormat();
  const { kinds, own, end } = t.setUp.people;
  return (
    <tr title={session.agent ?? undefined}>
      <td>
        <span className={styles['strong']}>{session.name}</span>
        {session.is_own ? <span className={styles['dim']}> · {own}</span> : null}
      </td>
      <td>{t.bar.roles[session.role]}</td>
      <td>{kinds[session.kind]}</td>
      <td>
        <Connected connected={session.connected} />
      </td>
      <td className={styles['nowrap']}>
        <Ago ms={Date.parse(session.last_seen_at)} />
      </td>
      <td className={styles['dim']}>{format.dateTime(Date.parse(session.created_at))}</td>
      <RowActions>
        {session.is_own ? null : (
          <Button aria-label={`${end}: ${session.name}`} onClick={onEnd}>
            {end}
          </Button>
        )}
      </RowActions>
    </tr>
  );
}

function endSession({ id, name }: SessionReply, t: Catalogue): Confirmation {
  const { endTitle, endBody, end, ended } = t.setUp.people;
  const act = () => rest.call(routes.revokeSession, { params: { id } });
  return { title: endTitle, body: endBody(name), confirm: end, done: ended(name), act };
}
