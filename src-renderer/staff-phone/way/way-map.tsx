/** The way on a small map, with the zones by band. Loaded only after the steps; where there is no WebGL it says so. */
import { useEffect, useRef, useState } from 'react';
import type { WalkRoutesReply } from '../../../src-contract/api/walks.ts';
import { stationNow } from '../../client/station-clock.ts';
import { boundsOf, routeFeatures } from '../../client/walk-features.ts';
import { shownBand } from '../../client/zone-look.ts';
import { createSiteMap, type SiteMap } from '../../ui/map/site-map.ts';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences-store.ts';
import { usePhone } from '../station/phone-store.ts';
import styles from './way-screen.module.css';

/** Stretches of the map are named by its way and nodes: `w12-n3-n4`. */
const ofOsm = /^w\d+-/;

export function WayMap({ reply, rank }: { readonly reply: WalkRoutesReply; readonly rank: number }) {
  const t = useText();
  const site = usePhone((state) => state.site);
  // The colours are read when a map is made: another theme is another map.
  const theme = usePreferences((state) => state.theme);
  const host = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<SiteMap | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is another map
  useEffect(() => {
    if (host.current === null || site === null) return;
    try {
      const made = createSiteMap({ container: host.current, site, padding: 28, onHit: () => {}, onPlace: () => {} });
      setMap(made);
      return () => {
        setMap(null);
        made.destroy();
      };
    } catch {
      setFailed(true);
    }
  }, [site, theme]);
  useEffect(() => {
    map?.set('route', routeFeatures(reply, rank, []));
  }, [map, reply, rank]);
  useEffect(() => {
    map?.fit(boundsOf(reply.features.flatMap(({ geometry }) => geometry.coordinates)));
  }, [map, reply]);
  const bands = usePhone(({ zones }) => JSON.stringify(zones.map((zone) => [zone.id, shownBand(zone, stationNow())])));
  useEffect(() => {
    const marks = JSON.parse(bands) as [string, string][];
    map?.setZones(marks.map(([id, band]) => ({ id, band, selected: false })));
  }, [map, bands]);
  if (failed) return <p className={styles['note']}>{t.way.noMap}</p>;
  const isOfOsm = reply.features.some(({ properties }) => properties.stretch_ids.some((id) => ofOsm.test(id)));
  return (
    <>
      <div ref={host} className={styles['map']} role="img" aria-label={t.way.map} />
      {isOfOsm ? <p className={styles['note']}>{t.way.osm}</p> : null}
    </>
  );
}
