/** A phone joins: the code from the QR or by hand, a name, a language, and what the station will know. */
import { type FormEvent, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { StationError } from '../../client/errors.ts';
import { createRestClient } from '../../client/rest.ts';
import { type Locale, localeNames, locales } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Field } from '../parts/field.tsx';
import { usePreferences } from '../preferences-store.ts';
import { codeFromAddress } from './join-code.ts';
import styles from './join-screen.module.css';

/** Of its own: a wrong code is no end of a session. */
const rest = createRestClient();

export function JoinScreen() {
  const t = useText();
  const { locale, set } = usePreferences();
  const [code, setCode] = useState(() => codeFromAddress(location.href));
  const [name, setName] = useState('');
  const [work, setWork] = useState<Work>({ kind: 'idle' });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = code.trim() === '' ? 'code' : name.trim() === '' ? 'name' : null;
    if (missing !== null) {
      setWork({ kind: 'failed', field: missing, text: missing === 'code' ? t.join.codeMissing : t.join.nameMissing });
      return;
    }
    setWork({ kind: 'working' });
    try {
      await rest.call(routes.join, { body: { code, name, language: locale } });
      // A fresh page at its own address, where the browser may keep it; the code leaves the address with it.
      location.replace('/phone/');
    } catch (error) {
      setWork({ kind: 'failed', field: 'code', text: refusal(error, t) });
    }
  };

  const faultOf = (field: 'code' | 'name'): string | undefined =>
    work.kind === 'failed' && work.field === field ? work.text : undefined;
  return (
    <main className={styles['join']}>
      <h1>{t.join.title}</h1>
      <p>{t.join.intro}</p>
      <form onSubmit={submit} className={styles['form']}>
        <Field label={t.join.language}>
          {(control) => (
            <select {...control} value={locale} onChange={(event) => set({ locale: toLocale(event.target.value) })}>
              {locales.map((value) => (
                <option key={value} value={value}>
                  {localeNames[value]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t.join.code} hint={t.join.codeHint} fault={faultOf('code')}>
          {(control) => (
            <input
              {...control}
              className={styles['code']}
              value={code}
              maxLength={20}
              autoCapitalize="characters"
              autoComplete="one-time-code"
              spellCheck={false}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Field label={t.join.name} hint={t.join.nameHint} fault={faultOf('name')}>
          {(control) => (
            <input
              {...control}
              value={name}
              maxLength={60}
              autoComplete="name"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <details className={styles['stored']}>
          <summary>{t.join.stored}</summary>
          <p>{t.join.storedText}</p>
        </details>
        <BigButton type="submit" tone="primary" disabled={work.kind === 'working'}>
          {work.kind === 'working' ? t.join.working : t.join.submit}
        </BigButton>
      </form>
    </main>
  );
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly field: 'code' | 'name'; readonly text: string };

function toLocale(value: string): Locale {
  return locales.find((locale) => locale === value) ?? 'en';
}

function refusal(error: unknown, t: Catalogue): string {
  if (!(error instanceof StationError) || error.status === 0) return t.join.unreachable;
  if (error.status === 401) return t.join.badCode;
  return error.status === 429 ? t.join.limited : error.message;
}
