/** What, where, how bad, and a photo. Sending takes it into the queue at once, with or without a network. */
import { type FormEvent, useState } from 'react';
import { type Severity, severities } from '../../../src-contract/domain/incident.ts';
import { stationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Field } from '../parts/field.tsx';
import { Pick } from '../parts/pick.tsx';
import { ZoneOptions } from '../parts/zone-options.tsx';
import { usePhone } from '../station/phone-store.ts';
import { PhotoField } from './photo-field.tsx';
import { addReport } from './report-queue.ts';
import styles from './report-screen.module.css';
import { smallPicture } from './small-picture.ts';

type Work = { readonly kind: 'idle' | 'working' } | { readonly kind: 'added' | 'warned' | 'failed'; readonly text: string };

interface Draft {
  readonly what: string;
  readonly zoneId: string;
  readonly severity: Severity;
  readonly photo: File | null;
}

/** The station takes 2,000; the rest is for the note that says when a late report was written. */
const mostCharacters = 1900;

export function ReportForm() {
  const t = useText();
  const { draft, change, work, submit } = useReportDraft();
  return (
    <form onSubmit={submit}>
      {/* What is written while a report is being taken would go with it. */}
      <fieldset disabled={work.kind === 'working'} className={styles['report']}>
        <Field label={t.report.what}>
          {(control) => (
            <textarea
              {...control}
              value={draft.what}
              maxLength={mostCharacters}
              onChange={({ target }) => change({ what: target.value })}
            />
          )}
        </Field>
        <Field label={t.panic.place}>
          {(control) => (
            <select {...control} value={draft.zoneId} onChange={({ target }) => change({ zoneId: target.value })}>
              <ZoneOptions />
            </select>
          )}
        </Field>
        <Pick
          label={t.panic.severity}
          value={draft.severity}
          onChange={(severity) => change({ severity })}
          options={severities.map((value) => ({ value, label: t.severities[value] }))}
        />
        <PhotoField photo={draft.photo} onChange={(photo) => change({ photo })} />
        <BigButton type="submit" tone="primary" disabled={work.kind === 'working'}>
          {work.kind === 'working' ? t.report.working : t.report.send}
        </BigButton>
      </fieldset>
      <p role="status" className={styles['state']} data-kind={work.kind}>
        {'text' in work ? work.text : ''}
      </p>
    </form>
  );
}

function useReportDraft() {
  const t = useText();
  const format = useFormat();
  const ownZone = usePhone((state) => state.caller?.zone ?? '');
  const [draft, setDraft] = useState<Draft>({ what: '', zoneId: ownZone, severity: 'medium', photo: null });
  const [work, setWork] = useState<Work>({ kind: 'idle' });

  const take = async (): Promise<Work> => {
    const { what, zoneId, severity } = draft;
    if (what.trim() === '') return { kind: 'failed', text: t.report.whatMissing };
    const photo = draft.photo === null ? null : await smallPicture(draft.photo).catch(() => undefined);
    if (photo === undefined) return { kind: 'failed', text: t.report.badPhoto };
    const atMs = stationNow();
    const lateNote = t.report.writtenAt(format.dateTime(atMs));
    const kept = await addReport({ severity, description: what.trim(), zoneId: zoneId || null, atMs, lateNote, photo });
    if (kept.report === 'full') return { kind: 'failed', text: t.report.full };
    setDraft({ what: '', zoneId: ownZone, severity: 'medium', photo: null });
    if (kept.report === 'page') return { kind: 'warned', text: t.report.notKept };
    return kept.photo === 'page' ? { kind: 'warned', text: t.report.photoNotKept } : { kind: 'added', text: t.report.added };
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWork({ kind: 'working' });
    setWork(await take());
  };
  return { draft, change: (part: Partial<Draft>): void => setDraft({ ...draft, ...part }), work, submit };
}
