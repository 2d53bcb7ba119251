/** Of when an answer about ways is; a warning as soon as it may no longer hold. */
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { isCut, useSession } from '../station/session-store.ts';
import styles from './walks.module.css';

export function AgeOfWays({ generatedAt, isStale }: { readonly generatedAt: string; readonly isStale: boolean }) {
  const t = useText();
  const format = useFormat();
  const cut = useSession((state) => isCut(state.link));
  const time = format.clock(Date.parse(generatedAt));
  if (cut) return <Notice tone="warning">{t.walks.cut(time)}</Notice>;
  return (
    <>
      <p className={styles['age']}>{t.walks.asOf(time)}</p>
      {isStale ? <Notice tone="warning">{t.walks.stale}</Notice> : null}
    </>
  );
}
