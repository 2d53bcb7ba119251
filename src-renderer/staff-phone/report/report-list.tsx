/** The reports from this phone, newest first, each with what became of its photo. What can't arrive any more is dropped by its writer. */
import { Camera, CameraOff } from 'lucide-react';
import { useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { QueuedItem, QueuedList } from '../queue/queued-item.tsx';
import styles from './report-list.module.css';
import { needsWriter, type PhotoDelivery, type Report, reportQueue } from './report-queue.ts';

export function ReportList() {
  const reports = reportQueue.use((state) => state.items);
  return (
    <QueuedList>
      {reports.map((report) => (
        <Item key={report.clientId} report={report} />
      ))}
    </QueuedList>
  );
}

function Item({ report }: { readonly report: Report }) {
  const t = useText();
  const format = useFormat();
  const { clientId, delivery, photo, atMs, severity, description } = report;
  return (
    <QueuedItem delivery={delivery} note={`${format.time(atMs)} · ${t.severities[severity]} · ${description}`}>
      {photo.kind === 'none' || delivery.kind === 'refused' ? null : <Photo photo={photo} />}
      {needsWriter(report) ? <BigButton onClick={() => reportQueue.drop(clientId)}>{t.report.drop}</BigButton> : null}
    </QueuedItem>
  );
}

function Photo({ photo }: { readonly photo: Exclude<PhotoDelivery, { kind: 'none' }> }) {
  const t = useText();
  const hasGone = photo.kind === 'lost' || photo.kind === 'refused';
  const Icon = hasGone ? CameraOff : Camera;
  return (
    <p className={styles['photo']} data-gone={hasGone}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {t.report.photos[photo.kind]}
        {photo.kind === 'refused' ? ` ${photo.why}` : ''}
      </span>
    </p>
  );
}
