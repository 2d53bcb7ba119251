/** The site in force for the server: read with its secrets masked, changed by edits. In: the site's desk. Out: the port. */
import type { SiteConfigReply } from '../../src-contract/api/site-config.ts';
import { maskAddress } from '../../src-contract/camera-address.ts';
import type { SiteConfigPort } from '../server/site-config-port.ts';
import type { SiteDesk } from '../site-desk.ts';

export function siteConfigPort(desk: SiteDesk): SiteConfigPort {
  return {
    read: () => ({ revision: desk.revision(), versions: desk.versions(), site: shownSite(desk) }),
    change: (revision, edits) => desk.change(revision, edits).parts,
    restore: (revision, version) => desk.restore(revision, version).parts,
    revision: desk.revision,
  };
}

function shownSite(desk: SiteDesk): SiteConfigReply['site'] {
  const { station, zones, cameras, crowd, bands, alarms, weather, retention } = desk.current();
  return {
    ...{ station, zones, crowd, bands, alarms, weather, retention },
    cameras: cameras.map((camera) => ({ ...camera, source: maskAddress(camera.source) })),
  };
}
