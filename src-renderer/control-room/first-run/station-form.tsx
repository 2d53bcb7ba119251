/** Which station a new one is: chosen from a railway network, or typed. Once saved the station begins anew, and the page waits for it. */
import { useEffect, useState } from 'react';
import type { FirstRunReply } from '../../../src-contract/api/care.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './first-run.module.css';
import { emptyDraft, type StationDraft, stationOf, withStation } from './station-draft.ts';

type Networks = FirstRunReply['networks'];
const lookEveryMs = 1000;

export function StationForm({ networks }: { readonly networks: Networks }) {
  const t = useText();
  const command = useCommand();
  const [draft, setDraft] = useState<StationDraft>(() => emptyDraft(networks[0]?.id ?? ''));
  const [waits, setWaits] = useState(false);
  useReloadOnceNamed(waits);
  const station = stationOf(draft);
  const set = (change: Partial<StationDraft>) => setDraft({ ...draft, ...change });
  const save = () => {
    if (station === null) return;
    command.run(
      () => rest.call(routes.nameStation, { body: station }),
      () => setWaits(true),
    );
  };
  const { code, codeHint, name, lines, longitude, latitude, placeHint, saveStation, begins } = t.care.firstRun;
  if (waits) return <Notice>{begins}</Notice>;
  return (
    <Form submit={saveStation} ready={!command.waiting && station !== null} onSubmit={save}>
      <div className={styles['pairs']}>
        <FromNetwork networks={networks} draft={draft} onChange={setDraft} />
        <TextField label={code} hint={codeHint} value={draft.id} maxLength={64} onChange={(id) => set({ id })} />
        <TextField label={name} value={draft.name} maxLength={80} onChange={(next) => set({ name: next })} />
        <TextField label={lines} value={draft.lines} maxLength={200} onChange={(next) => set({ lines: next })} />
        <TextField
          label={longitude}
          hint={placeHint}
          value={draft.longitude}
          maxLength={12}
          onChange={(next) => set({ longitude: next })}
        />
        <TextField label={latitude} value={draft.latitude} maxLength={12} onChange={(next) => set({ latitude: next })} />
      </div>
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

interface FromNetworkProps {
  readonly networks: Networks;
  readonly draft: StationDraft;
  readonly onChange: (draft: StationDraft) => void;
}

function FromNetwork({ networks, draft, onChange }: FromNetworkProps) {
  const { firstRun } = useText().care;
  const locale = usePreferences((state) => state.locale);
  const network = networks.find(({ id }) => id === draft.network);
  const others = [{ value: '', label: firstRun.noNetwork }];
  const stations = [...(network?.stations ?? [])].sort((one, other) => one.name[locale].localeCompare(other.name[locale]));
  return (
    <>
      <SelectField
        label={firstRun.network}
        value={draft.network}
        options={[...networks.map(({ id }) => ({ value: id, label: id })), ...others]}
        onChange={(next) => onChange(emptyDraft(next))}
      />
      {network === undefined ? null : (
        <SelectField
          label={firstRun.station}
          value={stations.some(({ code }) => code === draft.id) ? draft.id : ''}
          options={[
            { value: '', label: firstRun.choose },
            ...stations.map(({ code, name }) => ({ value: code, label: `${name[locale]} (${code})` })),
          ]}
          onChange={(code) =>
            onChange(
              withStation(
                draft,
                stations.find((station) => station.code === code),
              ),
            )
          }
        />
      )}
    </>
  );
}

/** What the page knows is of the station without a name. */
function useReloadOnceNamed(waits: boolean): void {
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(async () => {
      const reply = await rest.call(routes.firstRun).catch(() => null);
      if (reply !== null && !reply.station.is_new) location.reload();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [waits]);
}
