/** The fields that narrow the history. Out: the filter, as it is chosen; what it means to the station is history-filter.ts. */
import { alarmEventKinds, alarmPriorities, conditionKinds } from '../../../src-contract/domain/alarm.ts';
import { kindTitles } from '../../../src-contract/texts/action-cards/shipped-cards.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WhenField } from '../events/when-field.tsx';
import { capital, useText, useWords } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSite } from '../station/site-store.ts';
import { anyEvent, type HistoryFilter } from './history-filter.ts';
import styles from './history-filters.module.css';

interface HistoryFiltersProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

export function HistoryFilters({ filter, onChange }: HistoryFiltersProps) {
  const t = useText();
  const words = useWords();
  const titles = kindTitles(usePreferences((state) => state.locale));
  const subjects = useSubjects();
  const h = t.alarmTools.history;
  const any = { value: '' as const, label: h.any };
  const set = (change: Partial<HistoryFilter>) => onChange({ ...filter, ...change });
  return (
    <fieldset className={styles['filters']} aria-label={h.filters}>
      <SelectField
        label={h.kind}
        value={filter.kind}
        options={[any, ...conditionKinds.map((value) => ({ value, label: titles[value] }))]}
        onChange={(kind) => set({ kind })}
      />
      <SelectField
        label={h.priority}
        value={filter.priority}
        options={[any, ...alarmPriorities.toReversed().map((value) => ({ value, label: t.alarms.priorities[value] }))]}
        onChange={(priority) => set({ priority })}
      />
      <SelectField
        label={h.event}
        value={filter.event}
        options={[any, ...alarmEventKinds.map((value) => ({ value, label: capital(words.alarmEvents[value]) }))]}
        onChange={(event) => set({ event })}
      />
      <SelectField
        label={h.subject}
        value={filter.subject}
        options={[any, ...subjects]}
        onChange={(subject) => set({ subject })}
      />
      <TextField label={h.actor} value={filter.actor} maxLength={100} autoComplete="off" onChange={(actor) => set({ actor })} />
      <WhenField label={h.from} value={filter.from} onChange={(from) => set({ from })} />
      <WhenField label={h.to} value={filter.to} onChange={(to) => set({ to })} />
      <Button tone="quiet" onClick={() => onChange(anyEvent)}>
        {h.clear}
      </Button>
    </fieldset>
  );
}

function useSubjects(): { readonly value: string; readonly label: string }[] {
  const site = useSite((state) => state.site);
  return [...(site?.zones ?? []), ...(site?.cameras ?? [])].map(({ id, name }) => ({ value: id, label: name }));
}
