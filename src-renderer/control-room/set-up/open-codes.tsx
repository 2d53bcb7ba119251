/** Codes that nobody has used yet. The codes themselves are shown once, to who made them. */
import type { PairingReply } from '../../../src-contract/api/people.ts';
import { Button } from '../../ui/button.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './set-up.module.css';

interface OpenCodesProps {
  readonly codes: readonly PairingReply[];
  readonly onWithdraw: (code: PairingReply) => void;
}

export function OpenCodes({ codes, onWithdraw }: OpenCodesProps) {
  const t = useText();
  const format = useFormat();
  const { code, until, by, withdraw } = t.setUp.phones;
  return (
    <ul className={styles['codes']} aria-label={t.setUp.phones.codes}>
      {codes.map((open) => (
        <li key={open.id}>
          <div>
            <div>{open.name ?? code(t.bar.roles[open.role])}</div>
            <div className={styles['dim']}>
              {until(format.time(Date.parse(open.expires_at)))} · {by(open.created_by)}
            </div>
          </div>
          <Button onClick={() => onWithdraw(open)}>{withdraw}</Button>
        </li>
      ))}
    </ul>
  );
}
