/** The open incidents, for the palette; and a new one. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import { incidentWords } from '../../../src-contract/texts/incident-texts.ts';
import { openIncidents } from '../../client/incident-order.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import { keysOf } from '../keyboard/key-table.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { mayAct } from '../station/session-store.ts';
import { titleOf } from './incident-words.ts';
import { askToOpen, useIncidents } from './incidents-store.ts';

export function incidentItems(t: Catalogue, locale: Locale, caller: CallerReply): readonly PaletteItem[] {
  const words = incidentWords(locale);
  const open: PaletteItem[] = openIncidents(useIncidents.getState().incidents).map((incident) => ({
    ...{ id: `incident:${incident.id}`, label: titleOf(incident, words), note: words.severities[incident.severity] },
    run: (page) => page.go(`/incidents?incident=${encodeURIComponent(incident.id)}`),
  }));
  if (!mayAct(caller)) return open;
  return [
    ...open,
    { id: 'incident-new', label: t.incidents.openTitle, keys: keysOf('incident'), run: () => askToOpen({ alarmId: null }) },
  ];
}
