/** For how long nobody has acknowledged an escalated alarm, and who is called by now. Nothing for one that isn't escalated. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';

export function EscalationWords({ alarm: { escalation, calling_since, raised_at } }: { readonly alarm: AlarmReply }) {
  const t = useText().alarmTools.escalation;
  const format = useFormat();
  const nowMs = useStationNow();
  if (escalation === 0) return null;
  return <span>{t.long[escalation](format.age(nowMs - Date.parse(calling_since ?? raised_at)))}</span>;
}
