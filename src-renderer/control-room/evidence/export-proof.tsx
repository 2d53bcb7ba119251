/** Whether an export is as it was written: asked on demand, told in words, with the records that are not. */
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ProofReply } from '../../../src-contract/api/evidence.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useCommand } from '../station/use-command.ts';
import styles from './evidence.module.css';
import { proveExport } from './evidence-calls.ts';

export interface Proof {
  readonly found: ProofReply | null;
  readonly fault: unknown;
  readonly waiting: boolean;
  check(): void;
}

export function useProof(id: string): Proof {
  const [found, setFound] = useState<ProofReply | null>(null);
  const { run, fault, waiting } = useCommand();
  return { found, fault, waiting, check: () => void run(() => proveExport(id), setFound) };
}

export function ProofOf({ proof: { found, fault, waiting } }: { readonly proof: Proof }) {
  const t = useText();
  if (waiting) return <span className={styles['dim']}>{t.evidence.checking}</span>;
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (found === null) return null;
  if (found.whole)
    return (
      <span className={styles['whole']}>
        <ShieldCheck size={15} aria-hidden="true" /> {t.evidence.whole(found.records ?? 0)}
      </span>
    );
  return (
    <span className={styles['failed']}>
      <ShieldAlert size={15} aria-hidden="true" /> {t.evidence.broken(found.faults.map(({ record }) => record).join(', '))}
    </span>
  );
}
