/** How an event repeats, chosen in plain words: what, on which days, how often and until when; or a rule of one's own. */
import { CheckGroup } from '../../ui/check-group.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import styles from './events.module.css';
import { type RepeatDraft, repeatEnds, repeatKinds, weekdayCodes, weekdayPlace } from './repeat-draft.ts';
import { useRepeatWords } from './use-repeat-words.ts';
import { WhenField } from './when-field.tsx';

interface RepeatFieldProps {
  readonly draft: RepeatDraft;
  /** YYYY-MM-DD, of the first. */
  readonly start: string;
  readonly fault: string | null;
  readonly onChange: (draft: RepeatDraft) => void;
}

export function RepeatField({ draft, start, fault, onChange }: RepeatFieldProps) {
  const t = useText();
  const words = useRepeatWords();
  const set = (change: Partial<RepeatDraft>) => onChange({ ...draft, ...change });
  const { repeats, kinds } = t.events;
  const labels = {
    ...kinds,
    'monthly-date': start === '' ? kinds['monthly-date'] : repeats.monthlyDate(String(Number(start.slice(8, 10)))),
    'monthly-weekday': start === '' ? kinds['monthly-weekday'] : repeats.monthlyWeekday(words.place(start)),
  };
  const isPlain = draft.kind !== 'once' && draft.kind !== 'rule';
  return (
    <div className={styles['repeat']}>
      <div className={styles['pair']}>
        <SelectField
          label={t.events.repeat}
          value={draft.kind}
          options={repeatKinds.map((value) => ({ value, label: labels[value] }))}
          onChange={(kind) => set({ kind })}
        />
        {isPlain ? (
          <TextField
            label={t.events.every[draft.kind]}
            value={draft.every}
            maxLength={4}
            autoComplete="off"
            onChange={(every) => set({ every })}
          />
        ) : null}
      </div>
      {draft.kind === 'weekly' ? (
        <CheckGroup
          label={t.events.onDays}
          options={weekdayCodes.map((value) => ({ value, label: words.weekday(value) }))}
          chosen={draft.weekdays.length === 0 && start !== '' ? [weekdayPlace(start).weekday] : draft.weekdays}
          onChange={(weekdays) => set({ weekdays })}
        />
      ) : null}
      {draft.kind === 'rule' ? (
        <TextField
          label={t.events.rule}
          hint={t.events.ruleHint}
          value={draft.rule}
          maxLength={500}
          autoComplete="off"
          onChange={(rule) => set({ rule })}
        />
      ) : null}
      {isPlain ? <RepeatEndField draft={draft} set={set} /> : null}
      {fault === null ? null : <p className={styles['fault']}>{fault}</p>}
    </div>
  );
}

interface RepeatEndFieldProps {
  readonly draft: RepeatDraft;
  readonly set: (change: Partial<RepeatDraft>) => void;
}

function RepeatEndField({ draft, set }: RepeatEndFieldProps) {
  const t = useText();
  return (
    <div className={styles['pair']}>
      <SelectField
        label={t.events.ends}
        value={draft.end}
        options={repeatEnds.map((value) => ({ value, label: t.events.endKinds[value] }))}
        onChange={(end) => set({ end })}
      />
      {draft.end === 'until' ? (
        <WhenField label={t.events.lastDay} kind="date" value={draft.until} onChange={(until) => set({ until })} />
      ) : null}
      {draft.end === 'count' ? (
        <TextField
          label={t.events.times}
          value={draft.count}
          maxLength={5}
          autoComplete="off"
          onChange={(count) => set({ count })}
        />
      ) : null}
    </div>
  );
}
