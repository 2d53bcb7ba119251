/** When the shown stretch begins, by the station's own clock: the browser may stand in another time zone. */
import { useMemo } from 'react';
import { stationNow } from '../../client/station-clock.ts';
import fieldStyles from '../../ui/field.module.css';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { localInput, stationMs } from './local-input.ts';
import { showSpan, useReplay } from './replay-store.ts';

export function StartField() {
  const t = useText();
  const timeZone = useSite((state) => state.site?.station.timezone ?? 'UTC');
  const fromMs = useReplay((state) => state.fromMs);
  const span = useReplay((state) => state.span);
  const value = useMemo(() => localInput(fromMs, timeZone), [fromMs, timeZone]);
  const choose = (text: string) => {
    const chosenMs = stationMs(text, timeZone);
    if (chosenMs !== null) showSpan(Math.min(chosenMs, stationNow() - 1000), span);
  };
  return (
    <input
      type="datetime-local"
      className={fieldStyles['input']}
      aria-label={t.replay.begin}
      value={value}
      max={localInput(stationNow(), timeZone)}
      onChange={({ target }) => choose(target.value)}
    />
  );
}
