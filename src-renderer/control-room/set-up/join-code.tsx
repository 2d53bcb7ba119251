/** The code of one phone: to scan, to type, how long it lasts; and the word when the phone has joined. */
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './join-dialog.module.css';
import { codeGroups, joinAddress } from './pairing.ts';
import { isLoopbackOrigin } from './phone-origins.ts';
import { QrPicture } from './qr-picture.tsx';
import { type MadeCode, usePairing } from './use-pairing.ts';

interface JoinCodeProps {
  readonly made: MadeCode;
  readonly onAnother: () => void;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function JoinCode({ made, onAnother, onClose, onChanged }: JoinCodeProps) {
  const t = useText();
  const { outcome, unsure } = usePairing(made);
  const element = useFocusOnMount();
  const over = outcome.kind !== 'waiting';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the wait is over
  useEffect(() => {
    if (over) onChanged();
  }, [over]);
  return (
    <div ref={element} tabIndex={-1} className={styles['code']}>
      {outcome.kind === 'joined' ? <Joined name={outcome.name} /> : null}
      {outcome.kind === 'expired' ? <Notice tone="warning">{t.setUp.join.expired}</Notice> : null}
      {outcome.kind === 'gone' ? <Notice tone="warning">{t.setUp.join.gone}</Notice> : null}
      {outcome.kind === 'waiting' ? <Waiting made={made} unsure={unsure} /> : null}
      <footer className={styles['actions']}>
        {over ? <Button onClick={onAnother}>{t.setUp.join.another}</Button> : null}
        <Button tone={over ? 'primary' : 'normal'} onClick={onClose}>
          {t.common.close}
        </Button>
      </footer>
    </div>
  );
}

function Joined({ name }: { readonly name: string }) {
  const t = useText();
  return (
    <div className={styles['joined']} role="status">
      <CircleCheck size={40} strokeWidth={1.25} aria-hidden="true" />
      <strong>{t.setUp.join.joined(name)}</strong>
      <span>{t.setUp.join.joinedHint}</span>
    </div>
  );
}

function Waiting({ made: { code, origin, pairing }, unsure }: { readonly made: MadeCode; readonly unsure: boolean }) {
  const t = useText();
  const { scan, qr, orType, address, loopback, polling, waiting } = t.setUp.join;
  return (
    <>
      {isLoopbackOrigin(origin) ? <Notice tone="warning">{loopback}</Notice> : null}
      <div className={styles['sheet']}>
        <QrPicture text={joinAddress(origin, code)} label={qr} />
        <div className={styles['words']}>
          <p className={styles['lead']}>{scan}</p>
          <p>{orType}</p>
          <dl>
            <dt>{address}</dt>
            <dd className={styles['address']}>{`${origin}/join`}</dd>
            <dt>{t.setUp.join.code}</dt>
            <dd className={styles['letters']}>
              {codeGroups(code).map((group) => (
                <span key={group}>{group}</span>
              ))}
            </dd>
          </dl>
          <Left untilMs={Date.parse(pairing.expires_at)} />
          <p className={styles['waiting']} role="status">
            <LoaderCircle size={15} aria-hidden="true" />
            {unsure ? polling : waiting}
          </p>
        </div>
      </div>
    </>
  );
}

function Left({ untilMs }: { readonly untilMs: number }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  return <p>{t.setUp.join.left(format.countdown(untilMs - nowMs))}</p>;
}
