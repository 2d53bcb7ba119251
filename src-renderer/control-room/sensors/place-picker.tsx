/** The plan with a pin on it; a click moves the pin. Loaded only when it is asked for, for the map is large. */
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { LonLat } from '../../ui/map/features.ts';
import { useText } from '../i18n/use-text.ts';
import { createPlanMap, type PlanMap } from '../map/plan-map.ts';
import styles from '../map/plan-view.module.css';
import { useSite } from '../station/site-store.ts';
import ownStyles from './sensors.module.css';

interface PlacePickerProps {
  readonly at: LonLat | null;
  readonly onPick: (at: LonLat) => void;
}

export function PlacePicker({ at, onPick }: PlacePickerProps) {
  const t = useText();
  const site = useSite((state) => state.site);
  const host = useRef<HTMLDivElement>(null);
  const plan = useRef<PlanMap | null>(null);
  const pin = useRef<HTMLDivElement | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (host.current === null || site === null) return;
    try {
      plan.current = createPlanMap({
        ...{ container: host.current, site, padding: 24, onZone: () => {}, onCamera: () => {} },
        onPlace: (place) => pick.current(place),
      });
      // Only as the outline of the station: what their crowds are like is no matter here.
      plan.current.setZones(site.zones.map(({ id }) => ({ id, band: 'green', selected: false })));
    } catch {
      setFailed(true);
    }
    return () => {
      plan.current?.destroy();
      plan.current = null;
      pin.current = null;
    };
  }, [site]);
  const [lon, lat] = at ?? [null, null];
  useEffect(() => {
    pin.current ??= pinElement();
    plan.current?.placeMarks('pin', lon === null || lat === null ? [] : [{ element: pin.current, at: [lon, lat] }]);
  }, [lon, lat]);
  if (failed) return <EmptyState title={t.map.noWebGl} />;
  return <div ref={host} className={styles['map']} role="img" aria-label={t.map.title} />;
}

function pinElement(): HTMLDivElement {
  const element = document.createElement('div');
  element.className = ownStyles['pin'] ?? '';
  return element;
}
