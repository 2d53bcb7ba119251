/** Times to keep things, as typed. In: texts. Out: days within the bounds of the site file, or null. Pure. */
import { type RetentionSetting, retentionSettings } from '../../../src-contract/domain/retention.ts';

/** As the site file has them: the least and the most. */
export const retentionBounds: Readonly<Record<RetentionSetting, readonly [number, number]>> = {
  samples_days: [1, 3650],
  tracks_days: [0.1, 365],
  rollups_days: [1, 36_500],
  alarms_days: [30, 36_500],
  chat_days: [1, 36_500],
};

/** Null when one of them (`only`: that one) is no number within its bounds. */
export function daysFrom(
  typed: Readonly<Record<string, string>>,
  only?: RetentionSetting,
): Partial<Record<RetentionSetting, number>> | null {
  const days: Partial<Record<RetentionSetting, number>> = {};
  for (const setting of only === undefined ? retentionSettings : [only]) {
    const text = (typed[setting] ?? '').trim().replace(',', '.');
    const value = Number(text);
    const [least, most] = retentionBounds[setting];
    if (text === '' || !(value >= least && value <= most)) return null;
    days[setting] = value;
  }
  return days;
}
