/**
 * The site as the parts of the station see it: a field is that of the site which is in force when it is read, also of a section that
 * a part keeps hold of. So a part that reads it at each call follows a change by itself; one that works something out of it once
 * must be told (site-desk.ts, `subscribe`).
 */
import type { SiteConfig } from '../src-contract/site-config.ts';

export function siteInForce(current: () => SiteConfig): SiteConfig {
  return viewOf(current, {
    station: viewOf(() => current().station),
    bands: viewOf(() => current().bands),
    weather: viewOf(() => current().weather),
    retention: viewOf(() => current().retention),
  });
}

/** Of the fields that are there now: the optional ones of a site (its network, its twin) are no part of any change. */
function viewOf<T extends object>(read: () => T, sections: Partial<T> = {}): T {
  const view = { ...read() };
  for (const key of Object.keys(view)) {
    const section: unknown = Reflect.get(sections, key);
    Object.defineProperty(view, key, { enumerable: true, get: () => section ?? Reflect.get(read(), key) });
  }
  return view;
}
