/** Phones: letting one join, who has joined, codes that are still open. */
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import type { PairingReply, SessionReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { AskedList } from './asked-list.tsx';
import { type Confirmation, ConfirmDialog } from './confirm-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { OpenCodes } from './open-codes.tsx';
import { PhoneTable } from './phone-table.tsx';
import styles from './set-up.module.css';
import { askPairingCodes, askPhones, listEveryMs } from './station-lists.ts';

export function PhonesSection() {
  const t = useText();
  const phones = useAsked(askPhones, listEveryMs);
  const codes = useAsked(askPairingCodes, listEveryMs);
  const [joining, setJoining] = useState(false);
  const [asks, setAsks] = useState<Confirmation | null>(null);
  const askAgain = () => {
    phones.again();
    codes.again();
  };
  const join = (
    <Button icon={<Smartphone size={15} />} tone="primary" onClick={() => setJoining(true)}>
      {t.setUp.phones.join}
    </Button>
  );
  return (
    <div className={`${styles['section']} ${styles['phones']}`}>
      <Panel title={t.setUp.phones.title} aside={join} scroll>
        <AskedList from={phones} empty={<NoPhone />}>
          {(rows) => <PhoneTable phones={rows} onEnd={(phone) => setAsks(endPhone(phone, t))} />}
        </AskedList>
      </Panel>
      <Panel title={t.setUp.phones.codes} scroll>
        <AskedList from={codes} empty={<EmptyState title={t.setUp.phones.codesEmpty} />}>
          {(rows) => <OpenCodes codes={rows} onWithdraw={(code) => setAsks(withdrawCode(code, t))} />}
        </AskedList>
      </Panel>
      <JoinDialog
        open={joining}
        onChanged={askAgain}
        onClose={() => {
          setJoining(false);
          askAgain();
        }}
      />
      <ConfirmDialog asks={asks} onClose={() => setAsks(null)} onDone={askAgain} />
    </div>
  );
}

function NoPhone() {
  const t = useText();
  return (
    <EmptyState icon={<Smartphone size={28} strokeWidth={1.25} />} title={t.setUp.phones.empty}>
      {t.setUp.phones.emptyHint}
    </EmptyState>
  );
}

function endPhone({ id, name }: SessionReply, t: ReturnType<typeof useText>): Confirmation {
  const { endTitle, endBody, end, ended } = t.setUp.phones;
  const act = () => rest.call(routes.revokeSession, { params: { id } });
  return { title: endTitle, body: endBody(name), confirm: end, done: ended(name), act };
}

function withdrawCode({ id, role }: PairingReply, t: ReturnType<typeof useText>): Confirmation {
  const { withdraw, withdrawn, code } = t.setUp.phones;
  const act = () => rest.call(routes.withdrawPairingCode, { params: { id } });
  return { title: `${withdraw}?`, body: code(t.bar.roles[role]), confirm: withdraw, done: withdrawn, act };
}
