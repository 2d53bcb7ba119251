/** The open alarms, for the palette: to look at, to acknowledge, to shelve. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import { isCalling, openAlarms } from '../../client/alarm-order.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import { alarmTextIn } from '../i18n/use-text.ts';
import { keysOf } from '../keyboard/key-table.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { mayAct } from '../station/session-store.ts';
import { acknowledge } from './alarm-commands.ts';
import { askToShelve, selectAlarm, useAlarms } from './alarms-store.ts';

export function alarmItems(t: Catalogue, locale: Locale, caller: CallerReply): readonly PaletteItem[] {
  const textOf = alarmTextIn(locale);
  return openAlarms(useAlarms.getState().alarms).flatMap((alarm) => {
    const { title } = textOf(alarm);
    const show = showItem(alarm, title, `${t.alarms.priorities[alarm.priority]}, ${t.alarms.states[alarm.state]}`);
    return mayAct(caller) ? [show, ...commandItems(t, alarm, title)] : [show];
  });
}

function showItem({ id }: AlarmReply, label: string, note: string): PaletteItem {
  return {
    ...{ id: `alarm:${id}`, label, note },
    run: (page) => {
      selectAlarm(id);
      page.go('/alarms');
    },
  };
}

function commandItems({ palette }: Catalogue, alarm: AlarmReply, title: string): readonly PaletteItem[] {
  const { id } = alarm;
  const shelve: PaletteItem = {
    id: `shelve:${id}`,
    label: palette.shelve(title),
    keys: keysOf('shelve'),
    run: () => askToShelve(id),
  };
  if (!isCalling(alarm)) return [shelve];
  return [
    { id: `acknowledge:${id}`, label: palette.acknowledge(title), keys: keysOf('acknowledge'), run: () => void acknowledge(id) },
    shelve,
  ];
}
