/** The thresholds of a site, and a site with others. Pure. */
import type { Thresholds } from '../../src-contract/domain/what-if.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';

export function thresholdsOf({ bands, zones, alarms }: SiteConfig): Thresholds {
  return {
    ...{ moving: bands.moving, waiting: bands.waiting, occupancy: bands.occupancy },
    zones: Object.fromEntries(zones.flatMap((zone) => (zone.bands === undefined ? [] : [[zone.id, zone.bands]]))),
    ...{ onDelayS: alarms.on_delay_s, offDelayS: alarms.off_delay_s, deadband: alarms.deadband },
  };
}

export function withThresholds(site: SiteConfig, thresholds: Thresholds): SiteConfig {
  const { moving, waiting, occupancy, onDelayS, offDelayS, deadband } = thresholds;
  return {
    ...site,
    bands: { moving: [...moving], waiting: [...waiting], occupancy: [...occupancy] },
    zones: site.zones.map(({ bands, ...zone }) => {
      const own = thresholds.zones[zone.id];
      return own === undefined ? zone : { ...zone, bands: [...own] };
    }),
    alarms: { ...site.alarms, on_delay_s: onDelayS, off_delay_s: offDelayS, deadband },
  };
}
