/** The faces of the page without a station: opening, not signed in, no answer. */
import { KeyRound, ShieldHalf, Unplug } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Outside } from '../../ui/outside.tsx';
import { SignInForm } from '../account/sign-in-form.tsx';
import { useText } from '../i18n/use-text.ts';
import { openSession } from '../station/session.ts';
import styles from './outside.module.css';

export function Opening() {
  const t = useText();
  return (
    <Outside icon={<ShieldHalf size={40} strokeWidth={1.25} />} title={t.app.name}>
      <p role="status">{t.app.loading}</p>
    </Outside>
  );
}

export function SignIn() {
  const t = useText();
  return (
    <Outside icon={<KeyRound size={40} strokeWidth={1.25} />} title={t.signIn.title}>
      <div className={styles['form']}>
        <SignInForm />
      </div>
      <section className={styles['other']}>
        <h2>{t.account.orLink}</h2>
        <p>{t.signIn.body}</p>
        <p className={styles['hint']}>{t.signIn.where}</p>
        <Button onClick={() => openSession()}>{t.signIn.again}</Button>
      </section>
    </Outside>
  );
}

export function Unreachable() {
  const t = useText();
  return (
    <Outside icon={<Unplug size={40} strokeWidth={1.25} />} title={t.app.noStation}>
      <p role="alert">{t.alarms.unreachable}</p>
      <Button tone="primary" onClick={() => openSession()}>
        {t.app.tryAgain}
      </Button>
    </Outside>
  );
}
