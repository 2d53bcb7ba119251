/** The fields of a place: kind, names, where it is in degrees; so that nothing of it needs a mouse. What is done with them is left to the dialogs. */
import { useState } from 'react';
import { type PlaceKind, placeKinds } from '../../../src-contract/domain/place.ts';
import { Form } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import type { Command } from '../station/use-command.ts';
import styles from './places.module.css';

export interface PlaceDraft {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly en: string;
  readonly hi: string;
  readonly mr: string;
  readonly lat: string;
  readonly lon: string;
}

/** As the station takes it. */
export interface PlaceBody {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly name_en?: string;
  readonly name_hi?: string;
  readonly name_mr?: string;
  readonly location: [number, number];
}

interface PlaceFormProps {
  readonly first: PlaceDraft;
  readonly command: Command;
  readonly onSave: (body: PlaceBody) => void;
}

const mostLetters = 120;

export function PlaceForm({ first, command, onSave }: PlaceFormProps) {
  const t = useText();
  const [draft, setDraft] = useState(first);
  const set = (part: Partial<PlaceDraft>) => setDraft({ ...draft, ...part });
  const location = locationOf(draft);
  const isTyped = draft.lat.trim() !== '' && draft.lon.trim() !== '';
  const line = (name: 'name' | 'en' | 'hi' | 'mr', label: string) => (
    <TextField
      label={label}
      value={draft[name]}
      maxLength={mostLetters}
      firstFocus={name === 'name'}
      onChange={(value) => set({ [name]: value })}
    />
  );
  const save = () => {
    if (location !== null) onSave(bodyOf(draft, location));
  };
  return (
    <Form submit={t.places.save} ready={location !== null && draft.name.trim() !== '' && !command.waiting} onSubmit={save}>
      <SelectField
        label={t.places.kind}
        value={draft.kind}
        options={placeKinds.map((value) => ({ value, label: t.places.kinds[value] }))}
        onChange={(kind) => set({ kind })}
      />
      {line('name', t.places.name)}
      {line('en', t.places.nameEn)}
      {line('hi', t.places.nameHi)}
      {line('mr', t.places.nameMr)}
      <div className={styles['pair']}>
        <TextField
          label={t.places.lat}
          value={draft.lat}
          hint={t.places.placeHint}
          fault={isTyped && location === null ? t.places.placeFault : null}
          onChange={(lat) => set({ lat })}
        />
        <TextField label={t.places.lon} value={draft.lon} onChange={(lon) => set({ lon })} />
      </div>
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function locationOf({ lat, lon }: PlaceDraft): [number, number] | null {
  const [north, east] = [Number(lat), Number(lon)];
  const isPlace = lat.trim() !== '' && lon.trim() !== '' && Math.abs(north) <= 90 && Math.abs(east) <= 180;
  return isPlace ? [east, north] : null;
}

function bodyOf({ kind, name, en, hi, mr }: PlaceDraft, location: [number, number]): PlaceBody {
  const inLanguages = { name_en: en.trim(), name_hi: hi.trim(), name_mr: mr.trim() };
  const given = Object.fromEntries(Object.entries(inLanguages).filter(([, text]) => text !== ''));
  return { kind, name: name.trim(), ...given, location };
}
