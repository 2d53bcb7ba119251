/** Which alarm hides another, as a way to it. In: the key of the one that hides. */
import { Button } from '../../ui/button.tsx';
import { useAlarmText, useText } from '../i18n/use-text.ts';
import { selectAlarm, useAlarms } from './alarms-store.ts';

export function HiddenBy({ parentKey }: { readonly parentKey: string }) {
  const t = useText().alarmTools;
  const words = useAlarmText();
  const parent = useAlarms((state) => Object.values(state.alarms).find(({ key }) => key === parentKey));
  if (parent === undefined) return <>{t.parentGone}</>;
  const { title, cause } = words(parent);
  return (
    <>
      <p>{t.hiddenBecause(title)}</p>
      <p>{cause}</p>
      <Button onClick={() => selectAlarm(parent.id)}>{t.showParent}</Button>
    </>
  );
}
