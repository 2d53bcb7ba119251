/**
 * The system's own notifications of high alarms, for a person who looks at something else. In: what calls now, and whether a window is in
 * front. Out: a notification for each that is new; a click opens the alarm. One whose alarm no longer calls is taken back.
 */
import type { AlarmsNow, CallingAlarm } from '../../src-contract/shell-messages.ts';
import type { Locale } from '../../src-contract/texts/language.ts';
import type { ElectronParts, ShellNotification } from './electron-parts.ts';

interface NotifyOptions extends Pick<ElectronParts, 'makeNotification'> {
  readonly locale: Locale;
  readonly isInFront: () => boolean;
  readonly onClick: (alarmId: string) => void;
}

/** In a flood the first ones say enough; the tray counts the rest. */
const mostShown = 5;

export function createAlarmNotifications(options: NotifyOptions): (calling: AlarmsNow['calling']) => void {
  /** By alarm. Held, because what nobody holds loses its click. Null: was in sight. */
  const told = new Map<string, { readonly sinceMs: number; readonly shown: ShellNotification | null }>();
  return (calling) => {
    for (const [id, { shown }] of told)
      if (!calling.some((alarm) => alarm.id === id)) {
        shown?.close();
        told.delete(id);
      }
    for (const alarm of calling) {
      const before = told.get(alarm.id);
      if (before !== undefined && alarm.sinceMs <= before.sinceMs) continue;
      before?.shown?.close();
      const inSight = [...told.values()].filter(({ shown }) => shown !== null).length;
      const isQuiet = options.isInFront() || inSight >= mostShown;
      told.set(alarm.id, { sinceMs: alarm.sinceMs, shown: isQuiet ? null : notify(alarm, options) });
    }
  };
}

function notify(alarm: CallingAlarm, { makeNotification, locale, onClick }: NotifyOptions): ShellNotification {
  const { title, cause } = alarm.texts[locale];
  // Silent: the alarm's own tone is the sound to be known.
  const shown = makeNotification({ title, body: cause, silent: true, urgency: 'critical', timeoutType: 'never' });
  shown.on('click', () => onClick(alarm.id));
  shown.show();
  return shown;
}
