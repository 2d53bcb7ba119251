/** The lines that a phone or a person sees. */
import { CheckGroup } from '../../ui/check-group.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useLineName, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';

interface LinesFieldProps {
  readonly chosen: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}

export function LinesField({ chosen, onChange }: LinesFieldProps) {
  const t = useText();
  const nameOf = useLineName();
  const all = useStationLines();
  return (
    <>
      <CheckGroup
        label={t.setUp.lines}
        options={all.map((line) => ({ value: line, label: nameOf(line) }))}
        chosen={chosen}
        onChange={onChange}
      />
      {chosen.length === 0 ? <Notice tone="warning">{t.setUp.people.noLine}</Notice> : null}
    </>
  );
}

const none: readonly string[] = [];

export function useStationLines(): readonly string[] {
  return useSite((state) => state.site?.station.lines) ?? none;
}
