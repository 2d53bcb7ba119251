/** Reports something that is no emergency; below, what became of the reports from this phone. */
import { useText } from '../i18n/use-text.ts';
import { Card } from '../parts/card.tsx';
import { ReportForm } from './report-form.tsx';
import { ReportList } from './report-list.tsx';
import styles from './report-screen.module.css';

export function ReportScreen() {
  const t = useText();
  return (
    <div className={styles['report']}>
      <h2>{t.report.title}</h2>
      <ReportForm />
      <Card title={t.report.mine}>
        <ReportList />
      </Card>
    </div>
  );
}
