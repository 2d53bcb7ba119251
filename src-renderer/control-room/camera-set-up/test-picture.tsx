/** What an address shows, before it is saved: a picture with its facts, or what is wrong. */
import { useEffect, useRef, useState } from 'react';
import type { CameraTrialReply } from '../../../src-contract/api/camera-set-up.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './camera-set-up.module.css';

interface TestPictureProps {
  /** With its user and password. */
  readonly address: string;
  /** Whose kept password counts; null for a new camera. */
  readonly cameraId: string | null;
}

export function TestPicture({ address, cameraId }: TestPictureProps) {
  const t = useText();
  const command = useCommand();
  const [trial, setTrial] = useState<CameraTrialReply | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const test = () => {
    const asking = new AbortController();
    stop.current = asking;
    setTrial(null);
    const body = cameraId === null ? { address } : { address, camera: cameraId };
    // A test that the operator stopped has no outcome to show.
    const ask = () =>
      rest.call(routes.testCamera, { body, signal: asking.signal }).catch((error: unknown) => {
        if (asking.signal.aborted) return null;
        throw error;
      });
    command.run(ask, setTrial);
  };
  return (
    <div className={styles['fields']} aria-live="polite">
      <div className={styles['row']}>
        <Button disabled={address === '' || command.waiting} onClick={test}>
          {t.cameraSetUp.test}
        </Button>
        {command.waiting ? (
          <>
            <span>{t.cameraSetUp.testing}</span>
            <Button tone="quiet" onClick={() => stop.current?.abort()}>
              {t.cameraSetUp.stopTest}
            </Button>
          </>
        ) : null}
      </div>
      <FaultNotice fault={command.fault} />
      {trial === null ? null : <Outcome trial={trial} />}
    </div>
  );
}

function Outcome({ trial }: { readonly trial: CameraTrialReply }) {
  const t = useText();
  const format = useFormat();
  if (!trial.ok) return <Notice tone="fault">{t.cameraSetUp.testFailed(trial.reason)}</Notice>;
  const size = `${format.number(trial.width)} × ${format.number(trial.height)}`;
  return (
    <figure className={styles['test']}>
      <img src={`data:image/jpeg;base64,${trial.picture}`} alt={t.cameraSetUp.testPicture} />
      <figcaption>{t.cameraSetUp.testFacts(size, format.number(trial.fps, 1), (trial.codec ?? '–').toUpperCase())}</figcaption>
    </figure>
  );
}
