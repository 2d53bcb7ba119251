/** The shift, how the page looks, whether it works without a network, what the station knows of this phone, and the way out. */
import { useState } from 'react';
import { localeNames, locales } from '../../ui/locale/locales.ts';
import { answerQueue } from '../alerts/answer-queue.ts';
import { useLineName, useText } from '../i18n/use-text.ts';
import { useOfflineKeeping } from '../offline/keep-offline.ts';
import { callQueue } from '../panic/panic-queue.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Card } from '../parts/card.tsx';
import { Pick } from '../parts/pick.tsx';
import { usePreferences } from '../preferences-store.ts';
import { isWaiting, reportQueue } from '../report/report-queue.ts';
import { useWake } from '../shift/wake-lock.ts';
import { usePhone } from '../station/phone-store.ts';
import { signOut } from '../station/session.ts';
import { CertificateHelp } from './certificate-help.tsx';
import styles from './more-screen.module.css';

export function MoreScreen() {
  const t = useText();
  const { theme, locale, set } = usePreferences();
  return (
    <>
      <Shift />
      <Card title={t.more.display}>
        <Pick
          label={t.more.theme}
          value={theme}
          onChange={(next) => set({ theme: next })}
          options={(['dark', 'light'] as const).map((value) => ({ value, label: t.more.themes[value] }))}
        />
        <Pick
          label={t.more.language}
          value={locale}
          onChange={(next) => set({ locale: next })}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
      </Card>
      <Offline />
      <About />
      <Leave />
    </>
  );
}

function Shift() {
  const t = useText();
  const { onShift, set } = usePreferences();
  const wake = useWake((state) => state.wake);
  return (
    <Card title={t.more.shift}>
      <label className={styles['switch']}>
        <input
          type="checkbox"
          role="switch"
          aria-checked={onShift}
          checked={onShift}
          onChange={({ target }) => set({ onShift: target.checked })}
        />
        <span>{t.more.shiftOn}</span>
      </label>
      <p className={styles['note']} data-warn={wake.kind === 'refused'} role="status">
        {wake.kind === 'off' ? t.more.shiftHint : wake.kind === 'awake' ? t.more.awake : t.more.notAwake}
      </p>
    </Card>
  );
}

function Offline() {
  const t = useText();
  const keeping = useOfflineKeeping((state) => state.keeping);
  const texts = { unknown: '…', kept: t.more.kept, untrusted: t.more.untrusted, unsupported: t.more.unsupported };
  return (
    <Card title={t.more.offline}>
      <p className={styles['note']} data-warn={keeping.kind === 'untrusted'}>
        {texts[keeping.kind]}
      </p>
      {keeping.kind === 'untrusted' ? <CertificateHelp /> : null}
    </Card>
  );
}

function About() {
  const t = useText();
  const nameOf = useLineName();
  const caller = usePhone((state) => state.caller);
  const zone = usePhone((state) => state.site?.zones.find(({ id }) => id === state.caller?.zone)?.name ?? null);
  if (caller === null) return null;
  const rows = [
    [t.join.name, caller.name],
    [t.more.role, t.more.roles[caller.role]],
    [t.more.lines, caller.lines?.map(nameOf).join(', ') ?? t.more.allLines],
    [t.more.zone, zone ?? t.more.noZone],
  ] as const;
  return (
    <Card title={t.more.about}>
      <dl className={styles['about']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className={styles['note']}>
        <summary>{t.join.stored}</summary>
        <p>{t.join.storedText}</p>
      </details>
    </Card>
  );
}

function Leave() {
  const t = useText();
  const [asked, ask] = useState(false);
  const calls = callQueue.use(({ items }) => items.filter(({ delivery }) => delivery.kind === 'queued').length);
  const answers = answerQueue.use(({ items }) => items.filter(({ delivery }) => delivery.kind === 'queued').length);
  const reports = reportQueue.use(({ items }) => items.filter(isWaiting).length);
  const unsent = calls + answers + reports;
  if (!asked) return <BigButton onClick={() => ask(true)}>{t.more.leave}</BigButton>;
  return (
    <Card title={t.more.leaveSure}>
      <p>{t.more.leaveText}</p>
      {unsent === 0 ? null : (
        <p className={styles['note']} data-warn={true} role="alert">
          {t.more.unsent(String(unsent))}
        </p>
      )}
      <BigButton tone="danger" onClick={() => signOut()}>
        {t.more.leave}
      </BigButton>
      <BigButton onClick={() => ask(false)}>{t.more.stay}</BigButton>
    </Card>
  );
}
