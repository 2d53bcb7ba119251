/** Has the station go through its whole audit log, and tells whether it is as it was written. */
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Reply } from '../../client/rest.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './set-up.module.css';

type Proof = Reply<typeof routes.auditProof>;

export function AuditProof() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [proof, setProof] = useState<Proof | null>(null);
  const command = useCommand();
  const check = () => {
    setOpen(true);
    setProof(null);
    command.run(() => rest.call(routes.auditProof), setProof);
  };
  return (
    <div>
      <Button icon={<ShieldCheck size={15} />} onClick={check}>
        {t.setUp.audit.proof}
      </Button>
      <Dialog open={open} title={t.setUp.audit.proof} closeLabel={t.common.close} onClose={() => setOpen(false)} wide>
        <div className={styles['form']} role="status">
          {command.waiting ? t.setUp.audit.checking : null}
          <FaultNotice fault={command.fault} />
          {proof === null ? null : <ProofResult proof={proof} />}
        </div>
      </Dialog>
    </div>
  );
}

function ProofResult({ proof }: { readonly proof: Proof }) {
  const t = useText();
  const { whole, broken, head, headHint } = t.setUp.audit;
  if (!proof.whole) return <Notice tone="fault">{broken(proof.first_bad_seq ?? 0)}</Notice>;
  return (
    <>
      <Notice>{whole(proof.entries ?? 0)}</Notice>
      <div>
        <p className={styles['dim']}>{head}</p>
        <code className={styles['secret']}>{proof.head_hash}</code>
        <p className={styles['dim']}>{headHint}</p>
      </div>
    </>
  );
}
