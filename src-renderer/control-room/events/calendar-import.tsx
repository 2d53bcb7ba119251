/** Takes over an iCalendar file and says what became of it: how many are new, changed, gone, and which were left out with the reason. */
import { CalendarPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { type CalendarImportReply, plannedEventRoutes } from '../../../src-contract/api/planned-events.ts';
import { StationError } from '../../client/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { UploadProgress } from '../station/upload-progress.tsx';
import { useUpload } from '../station/use-upload.ts';
import styles from './events.module.css';

type Outcome = { readonly kind: 'none' } | { readonly kind: 'open'; readonly reply: CalendarImportReply | null };

export function CalendarImport({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const { sending, send } = useUpload();
  const sendFile = (file: File) => {
    const { path: url, response } = plannedEventRoutes.importCalendar;
    setOutcome({ kind: 'open', reply: null });
    send({ url, file, response }, (reply) => {
      setOutcome({ kind: 'open', reply });
      onDone();
    });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".ics,text/calendar"
        aria-label={t.events.import}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again after it failed.
          target.value = '';
          if (file !== undefined) sendFile(file);
        }}
      />
      <Button icon={<CalendarPlus size={15} />} disabled={sending.kind === 'sending'} onClick={() => input.current?.click()}>
        {t.events.import}
      </Button>
      <Dialog
        open={outcome.kind === 'open'}
        title={t.events.importTitle}
        closeLabel={t.common.close}
        onClose={() => setOutcome({ kind: 'none' })}
      >
        {sending.kind === 'sending' ? (
          <UploadProgress share={sending.share} onStop={sending.stop} working={t.events.reading} />
        ) : null}
        {sending.kind === 'failed' ? <SendFault fault={sending.fault} /> : null}
        {outcome.kind === 'open' && outcome.reply !== null ? <Result reply={outcome.reply} /> : null}
      </Dialog>
    </>
  );
}

function SendFault({ fault }: { readonly fault: unknown }) {
  const t = useText();
  if (fault instanceof StationError && fault.status === 413) return <Notice tone="fault">{t.events.tooLarge}</Notice>;
  return <FaultNotice fault={fault} />;
}

function Result({ reply }: { readonly reply: CalendarImportReply }) {
  const t = useText();
  const format = useFormat();
  const { results } = t.events;
  const counts = ['added', 'updated', 'unchanged', 'removed'] as const;
  return (
    <>
      <Facts>
        {counts.map((name) => (
          <Fact key={name} term={results[name]}>
            {format.number(reply[name])}
          </Fact>
        ))}
        <Fact term={results.skipped}>{format.number(reply.skipped_total)}</Fact>
      </Facts>
      {reply.skipped.length === 0 ? null : (
        <ul className={styles['skipped']}>
          {reply.skipped.map(({ line, name, reason }) => (
            <li key={line}>
              <span className={styles['dim']}>{t.events.line(format.number(line))}</span>
              <span className={styles['strong']}>{name}</span>
              <span lang="en">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
