/** Who reported it, in which words, and whether they know that it was seen. */
import { Check, CheckCheck } from 'lucide-react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { DetailsSection } from '../../ui/details.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './incident-details.module.css';
import { useIncidentWords } from './incident-words.ts';

type Report = IncidentState['reports'][number];

const deliveryIcons = { delivered: Check, seen: CheckCheck } as const;

export function IncidentReports({ incident: { reports, report_count } }: { readonly incident: IncidentState }) {
  const t = useText();
  const left = report_count - reports.length;
  return (
    <DetailsSection title={t.incidents.reports}>
      {report_count === 0 ? <p className={styles['dim']}>{t.incidents.noReports}</p> : null}
      <ul className={reports.length === 0 ? '' : styles['list']}>
        {reports.map((report) => (
          <ReportItem key={report.id} report={report} />
        ))}
      </ul>
      {left > 0 ? <p className={styles['dim']}>{t.incidents.leftOut(left)}</p> : null}
    </DetailsSection>
  );
}

function ReportItem({ report }: { readonly report: Report }) {
  const t = useText();
  const words = useIncidentWords();
  const format = useFormat();
  const Icon = deliveryIcons[report.delivery];
  const times = [format.clock(Date.parse(report.at)), words.severities[report.severity]];
  if (report.client_at !== null) times.push(t.incidents.phoneClock(format.clock(Date.parse(report.client_at))));
  if (report.seen_by.length > 0) times.push(t.incidents.seenBy(report.seen_by.join(', ')));
  return (
    <li>
      <div className={styles['line']}>
        <strong>{report.reporter}</strong>
        <span className={styles['mark']}>
          <Icon size={14} aria-hidden="true" />
          {t.incidents.deliveries[report.delivery]}
        </span>
      </div>
      {report.description === '' ? null : <p className={styles['text']}>{report.description}</p>}
      <p className={styles['dim']}>{times.join(' · ')}</p>
    </li>
  );
}
