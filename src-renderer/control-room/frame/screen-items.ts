/** The screens and their sections, for the palette. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import { analyticsSections } from '../analytics/analytics-sections.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { sectionsFor } from '../set-up/sections.ts';
import { siteSections } from '../site/site-sections.ts';
import { mayAct } from '../station/session-store.ts';
import { screensOf } from './screens.ts';

export function screenItems(t: Catalogue, _locale: Locale, caller: CallerReply): readonly PaletteItem[] {
  const inScreen = (to: string, screen: string) => (section: string, name: string) =>
    item(`${to}?section=${section}`, t.palette.section(screen, name));
  const setUp = inScreen('/setup', t.nav.setUp);
  const site = inScreen('/site', t.nav.site);
  const analytics = inScreen('/analytics', t.nav.analytics);
  return [
    ...screensOf(caller).map(({ to, name }) => item(to, t.nav[name])),
    ...(mayAct(caller) ? sectionsFor(caller).map(({ name, label }) => setUp(name, label(t))) : []),
    ...siteSections.map((name) => site(name, t.site[name])),
    ...analyticsSections.map((name) => analytics(name, t.analytics.sections[name])),
  ];
}

function item(to: string, label: string): PaletteItem {
  return { id: `screen:${to}`, label, run: (page) => page.go(to) };
}
