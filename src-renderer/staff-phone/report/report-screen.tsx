/** Reports something that is no emergency: what, where, how bad, and a photo. What was typed stays until the station has it. */
import { type FormEvent, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { type Severity, severities } from '../../../src-contract/domain/incident.ts';
import { StationError } from '../../client/errors.ts';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Field } from '../parts/field.tsx';
import { Pick } from '../parts/pick.tsx';
import { usePhone } from '../station/phone-store.ts';
import { rest } from '../station/session.ts';
import styles from './report-screen.module.css';
import { smallPicture } from './small-picture.ts';

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly why: string };

interface Draft {
  /** The same until the station has it, so that trying again makes no second incident. */
  readonly clientId: string;
  readonly what: string;
  readonly zoneId: string;
  readonly severity: Severity;
  readonly photo: File | null;
}

function emptyDraft(zoneId: string): Draft {
  return { clientId: crypto.randomUUID(), what: '', zoneId, severity: 'medium', photo: null };
}

export function ReportScreen() {
  const t = useText();
  const zones = usePhone((state) => state.site?.zones ?? []);
  const ownZone = usePhone((state) => state.caller?.zone ?? '');
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(ownZone));
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (draft.what.trim() === '') {
      setWork({ kind: 'failed', why: t.report.whatMissing });
      return;
    }
    setWork({ kind: 'working' });
    try {
      await send(draft);
      setWork({ kind: 'sent' });
      setDraft(emptyDraft(ownZone));
    } catch (error) {
      setWork({ kind: 'failed', why: whyOf(error, t.report) });
    }
  };
  return (
    <form onSubmit={submit} className={styles['report']}>
      <h2>{t.report.title}</h2>
      <Field label={t.report.what}>
        {(control) => (
          <textarea {...control} value={draft.what} maxLength={2000} onChange={({ target }) => change({ what: target.value })} />
        )}
      </Field>
      <Field label={t.panic.place}>
        {(control) => (
          <select {...control} value={draft.zoneId} onChange={({ target }) => change({ zoneId: target.value })}>
            <option value="">—</option>
            {zones.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Pick
        label={t.panic.severity}
        value={draft.severity}
        onChange={(severity) => change({ severity })}
        options={severities.map((value) => ({ value, label: t.severities[value] }))}
      />
      <Field label={t.report.photo} hint={t.report.photoHint}>
        {(control) => (
          <input
            {...control}
            // A new one after each report: a file field can't be emptied otherwise.
            key={draft.clientId}
            type="file"
            accept="image/*"
            capture="environment"
            onChange={({ target }) => change({ photo: target.files?.[0] ?? null })}
          />
        )}
      </Field>
      <BigButton type="submit" tone="primary" disabled={work.kind === 'working'}>
        {work.kind === 'working' ? t.report.working : t.report.send}
      </BigButton>
      <p role="status" className={styles['state']} data-kind={work.kind}>
        {work.kind === 'sent' ? t.report.sent : work.kind === 'failed' ? work.why : ''}
      </p>
    </form>
  );
}

async function send({ clientId, what, zoneId, severity, photo }: Draft): Promise<void> {
  const body = { severity, description: what.trim(), zone_id: zoneId === '' ? null : zoneId, client_id: clientId };
  const file = photo === null ? null : await smallPicture(photo);
  const incident = await rest.call(routes.openIncident, { body });
  if (file !== null && incident.attachments.length === 0) {
    await rest.call(routes.attachPicture, { params: { id: incident.id }, body: { file } });
  }
}

function whyOf(error: unknown, texts: { readonly unreachable: string; readonly badPhoto: string }): string {
  if (!(error instanceof StationError)) return texts.badPhoto;
  return error.status === 0 ? texts.unreachable : error.message;
}
