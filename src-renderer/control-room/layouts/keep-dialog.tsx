/** Keeps the present arrangement under a name: with its key, what the overview gives room to, and what the second window shows. */
import { useState } from 'react';
import {
  layoutLimits,
  type OverviewArrangement,
  overviewArrangements,
  type WindowView,
  windowViews,
} from '../../../src-contract/domain/screen-layout.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useSession } from '../station/session-store.ts';
import { useCommand } from '../station/use-command.ts';
import { presentArrangement } from './arrangement.ts';
import { askToKeep, keepLayout, useLayouts } from './layouts-store.ts';

export function KeepDialog() {
  const t = useText();
  const open = useLayouts((state) => state.saving);
  const close = () => askToKeep(false);
  return (
    <Dialog open={open} title={t.layouts.title} closeLabel={t.common.close} onClose={close}>
      <KeepForm onClose={close} />
    </Dialog>
  );
}

const keys = ['none', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
type Key = (typeof keys)[number];

function KeepForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const callerId = useSession((state) => state.caller?.id ?? '');
  const overview = usePreferences((state) => state.overview);
  const [name, setName] = useState('');
  const [key, setKey] = useState<Key>('none');
  const [view, setView] = useState<WindowView | 'as-it-is'>('as-it-is');
  const command = useCommand();
  const keep = () => {
    const layout = {
      ...presentArrangement(),
      key: key === 'none' ? null : Number(key),
      second_window: view === 'as-it-is' ? null : view,
    };
    command.run(
      () => keepLayout(name.trim(), layout, callerId),
      () => {
        showToast(t.layouts.kept(name.trim()));
        onClose();
      },
    );
  };
  const cancel = (
    <Button tone="quiet" onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={t.layouts.save} ready={name.trim() !== '' && !command.waiting} onSubmit={keep} others={cancel}>
      <TextField
        label={t.layouts.name}
        value={name}
        onChange={setName}
        hint={t.layouts.nameHint}
        maxLength={layoutLimits.name}
        firstFocus
      />
      <SelectField
        label={t.layouts.key}
        value={key}
        onChange={setKey}
        options={keys.map((value) => ({ value, label: value === 'none' ? t.layouts.noKey : value }))}
      />
      <Choice<OverviewArrangement>
        label={t.layouts.overview}
        value={overview}
        onChange={(next) => usePreferences.getState().set({ overview: next })}
        options={overviewArrangements.map((value) => ({ value, label: t.layouts.arrangements[value] }))}
      />
      <Choice
        label={t.layouts.secondWindow}
        value={view}
        onChange={setView}
        options={[
          { value: 'as-it-is', label: t.layouts.asItIs },
          ...windowViews.map((value) => ({ value, label: t.secondWindow.views[value] })),
        ]}
      />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}
