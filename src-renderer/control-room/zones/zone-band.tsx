/** A zone's band as it may be shown now: unknown as soon as its figures are old. */

import { useStationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';

interface ZoneBandProps {
  readonly zoneId: string;
  readonly bare?: boolean;
  readonly size?: 'normal' | 'large';
}

export function ZoneBand({ zoneId, bare = false, size = 'normal' }: ZoneBandProps) {
  const t = useText();
  const nowMs = useStationNow();
  const band = useCrowd((state) => {
    const zone = state.zones[zoneId];
    return zone === undefined ? 'unknown' : shownBand(zone, nowMs);
  });
  return <BandSwatch band={band} label={t.bands[band]} bare={bare} size={size} />;
}
