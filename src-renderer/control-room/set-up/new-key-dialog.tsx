/** Makes a program's key and shows it once. */
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Scope } from '../../../src-contract/domain/roles.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { ScopeGrid } from './scope-grid.tsx';
import styles from './set-up.module.css';

interface NewKeyDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface MadeKey {
  readonly name: string;
  readonly key: string;
}

const daysOf = { forever: null, month: 30, quarter: 90, year: 365 } as const;
type Life = keyof typeof daysOf;
const lives: readonly Life[] = ['forever', 'month', 'quarter', 'year'];

export function NewKeyDialog({ open, onClose, onDone }: NewKeyDialogProps) {
  const t = useText();
  const [made, setMade] = useState<MadeKey | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  const take = (key: MadeKey) => {
    setMade(key);
    onDone();
  };
  const title = made === null ? t.setUp.programs.addTitle : t.setUp.programs.onceTitle(made.name);
  return (
    <Dialog open={open} title={title} closeLabel={t.common.close} onClose={close} wide>
      {made === null ? <KeyForm onMade={take} /> : <ShownOnce made={made} onClose={close} />}
    </Dialog>
  );
}

function KeyForm({ onMade }: { readonly onMade: (made: MadeKey) => void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [life, setLife] = useState<Life>('forever');
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const { lives: words, make, noName, noScope } = t.setUp.programs;
  const send = () => {
    setTried(true);
    if (name.trim() === '' || scopes.length === 0) return;
    const body = { name: name.trim(), scopes: [...scopes], days: daysOf[life] };
    command.run(
      () => rest.call(routes.createServiceKey, { body }),
      ({ key }) => onMade({ name: body.name, key }),
    );
  };
  return (
    <Form submit={make} ready={!command.waiting} onSubmit={send}>
      <TextField
        label={t.setUp.programs.name}
        value={name}
        onChange={setName}
        fault={tried && name.trim() === '' ? noName : null}
        maxLength={60}
        autoComplete="off"
        firstFocus
      />
      <ScopeGrid chosen={scopes} onChange={setScopes} />
      {tried && scopes.length === 0 ? <Notice tone="fault">{noScope}</Notice> : null}
      <Choice
        label={t.setUp.programs.life}
        value={life}
        onChange={setLife}
        options={lives.map((value) => ({ value, label: words[value] }))}
      />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function ShownOnce({ made, onClose }: { readonly made: MadeKey; readonly onClose: () => void }) {
  const t = useText();
  const element = useFocusOnMount();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(made.key).then(
      () => setCopied(true),
      () => {},
    );
  // Browsers give the clipboard to pages of TLS and of the machine itself alone; elsewhere the key is marked and copied by hand.
  const copyButton = globalThis.isSecureContext ? (
    <Button icon={<Copy size={15} />} onClick={copy}>
      {copied ? t.setUp.copied : t.setUp.copy}
    </Button>
  ) : null;
  return (
    <Form submit={t.setUp.programs.done} onSubmit={onClose} others={copyButton}>
      <Notice tone="warning">{t.setUp.programs.once}</Notice>
      <div ref={element} tabIndex={-1} className={styles['secret']}>
        <code>{made.key}</code>
      </div>
    </Form>
  );
}
