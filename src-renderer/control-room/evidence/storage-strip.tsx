/** How the store of evidence stands, in one row: used of what may be, held by locks, free on the disk, which cameras are recorded. */
import type { StorageReply } from '../../../src-contract/api/evidence.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useAsked } from '../station/use-asked.ts';
import styles from './evidence.module.css';
import { askStorage } from './evidence-calls.ts';
import { useBytes } from './use-bytes.ts';

const everyMs = 10_000;

export function StorageStrip() {
  const { asked } = useAsked(askStorage, everyMs);
  if (asked.kind === 'loading') return <div className={styles['strip']} aria-busy="true" />;
  if (asked.kind === 'failed') return <FaultNotice fault={asked.fault} />;
  return (
    <>
      <Standing storage={asked.value} />
      {asked.fault === null ? null : <FaultNotice fault={asked.fault} />}
    </>
  );
}

function Standing({ storage }: { readonly storage: StorageReply }) {
  const t = useText();
  const format = useFormat();
  const bytes = useBytes();
  const isLow = storage.free_bytes < storage.keep_free_bytes;
  return (
    <>
      <dl className={styles['strip']}>
        <div>
          <dt>{t.evidence.storage.used}</dt>
          <dd>
            {t.evidence.storage.of(bytes(storage.used_bytes), bytes(storage.limit_bytes))}
            <meter aria-label={t.evidence.storage.used} min={0} max={storage.limit_bytes} value={storage.used_bytes} />
          </dd>
        </div>
        <div>
          <dt>{t.evidence.storage.locked}</dt>
          <dd>{t.evidence.storage.lockedClips(storage.locked_clips, bytes(storage.locked_bytes))}</dd>
        </div>
        <div data-warn={isLow}>
          <dt>{t.evidence.storage.free}</dt>
          <dd>{bytes(storage.free_bytes)}</dd>
        </div>
        <div>
          <dt>{t.evidence.storage.recorded}</dt>
          <dd>
            {t.evidence.storage.cameras(
              storage.recorded_cameras,
              format.number(storage.before_s),
              format.number(storage.after_s),
            )}
          </dd>
        </div>
        <div>
          <dt>{t.evidence.storage.kept}</dt>
          <dd>{t.evidence.storage.days(storage.keep_days)}</dd>
        </div>
      </dl>
      {isLow ? (
        <Notice tone="warning">{t.evidence.storage.low(bytes(storage.keep_free_bytes), storage.dropped_for_disk)}</Notice>
      ) : null}
    </>
  );
}
