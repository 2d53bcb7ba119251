/** Call for help: one button that is held, with the place filled in; below it, what became of the calls from this phone. */
import { useEffect, useState } from 'react';
import { type Severity, severities } from '../../../src-contract/domain/incident.ts';
import { useText } from '../i18n/use-text.ts';
import { Card } from '../parts/card.tsx';
import { Field } from '../parts/field.tsx';
import { Pick } from '../parts/pick.tsx';
import { ZoneOptions } from '../parts/zone-options.tsx';
import { usePhone } from '../station/phone-store.ts';
import { CallList } from './call-list.tsx';
import { HoldButton } from './hold-button.tsx';
import { addCall } from './panic-queue.ts';
import styles from './panic-screen.module.css';
import { usePosition } from './position.ts';

export function PanicScreen() {
  const t = useText();
  const caller = usePhone((state) => state.caller);
  const position = usePosition();
  const [severity, setSeverity] = useState<Severity>('critical');
  const [description, setDescription] = useState('');
  const [zoneId, setZoneId] = useState(caller?.zone ?? '');
  const [isHere, setHere] = useState(true);
  useEffect(() => {
    if (position.kind === 'unknown') setHere(false);
  }, [position.kind]);
  if (caller?.role === 'viewer') return <p>{t.panic.notAllowed}</p>;

  const send = (): void => {
    const location = isHere && position.kind === 'known' ? position.at : null;
    addCall({
      severity,
      description: description.trim(),
      location,
      zoneId: location === null ? zoneId || null : null,
      atMs: Date.now(),
    });
    setDescription('');
    setSeverity('critical');
  };
  return (
    <div className={styles['panic']}>
      <HoldButton onSend={send} />
      <Pick
        label={t.panic.severity}
        value={severity}
        onChange={setSeverity}
        options={severities.map((value) => ({ value, label: t.severities[value] }))}
      />
      <Field label={t.panic.place} hint={placeHint(position.kind, isHere, t)}>
        {(control) => (
          <select
            {...control}
            value={isHere ? 'here' : zoneId}
            onChange={({ target }) => {
              setHere(target.value === 'here');
              if (target.value !== 'here') setZoneId(target.value);
            }}
          >
            {position.kind === 'unknown' ? null : <option value="here">{t.panic.placeHere}</option>}
            <ZoneOptions />
          </select>
        )}
      </Field>
      <Field label={t.panic.what}>
        {(control) => (
          <textarea {...control} value={description} maxLength={2000} onChange={(event) => setDescription(event.target.value)} />
        )}
      </Field>
      <a className={styles['report']} href="#report">
        {t.report.open}
      </a>
      <Card title={t.panic.mine}>
        <CallList />
      </Card>
    </div>
  );
}

function placeHint(kind: 'searching' | 'known' | 'unknown', isHere: boolean, t: ReturnType<typeof useText>): string | undefined {
  if (kind === 'unknown') return t.panic.placeUnknown;
  return isHere && kind === 'searching' ? t.panic.placeSearching : undefined;
}
