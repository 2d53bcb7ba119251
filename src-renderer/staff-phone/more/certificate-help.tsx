/** How this phone comes to trust the station: its certificate, where to put it, and the fingerprint to compare. */
import { useEffect, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import styles from './more-screen.module.css';

export function CertificateHelp() {
  const t = useText();
  const [fingerprint, setFingerprint] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    rest.call(routes.tls).then(
      (tls) => !isGone && setFingerprint(tls.fingerprint_sha256),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <>
      <ol className={styles['steps']}>
        {t.more.certificateSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <a className={styles['link']} href="/api/ca.crt" download>
        {t.more.certificate}
      </a>
      {fingerprint === null ? null : (
        <p>
          {t.more.fingerprint}
          <br />
          <span className={styles['fingerprint']}>{fingerprint}</span>
        </p>
      )}
    </>
  );
}
