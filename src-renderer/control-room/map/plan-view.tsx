/**
 * The plan on screen: hands the stores' zones, cameras and flows to the map, and fills its labels. Where there is no WebGL it says so;
 * the list beside it holds the same.
 */
import { Minus, Plus, Scan } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { MapSource } from './map-source.tsx';
import { CameraMark, ZoneLabel } from './plan-labels.tsx';
import { createPlanMap, type PlanMap } from './plan-map.ts';
import { PlanMarks, type PlanMarksOptions } from './plan-marks.tsx';
import styles from './plan-view.module.css';
import { useBaseMap } from './use-base-map.ts';
import { useClosedWays } from './use-closed-ways.ts';
import { usePlanGround } from './use-plan-ground.ts';
import { usePlanIncidents } from './use-plan-incidents.ts';
import { usePlanCameras, usePlanZones } from './use-plan-zones.ts';
import { useRestyle } from './use-restyle.ts';

interface PlanViewProps {
  readonly selectedZoneId: string | null;
  readonly onZone: (zoneId: string | null) => void;
  readonly onCamera: (cameraId: string) => void;
  readonly onIncident?: (incidentId: string) => void;
  /** The one whose picture is shown. */
  readonly selectedCameraId?: string | null;
  /** Null: neither sensors nor staff nor trains are shown. */
  readonly marks?: PlanMarksOptions | null;
  /** What lies over the map at its right, px. */
  readonly insetPx?: number;
}

export function PlanView(props: PlanViewProps) {
  const t = useText();
  const site = useSite((state) => state.site);
  const [failed, setFailed] = useState(false);
  if (site === null) return null;
  if (failed) return <EmptyState title={t.map.noWebGl} />;
  if (site.zones.every((zone) => zone.polygon === null)) return <EmptyState title={t.map.noPlan} />;
  return <Plan {...props} site={site} onFailed={() => setFailed(true)} />;
}

function Plan({
  site,
  selectedZoneId,
  selectedCameraId = null,
  onZone,
  onCamera,
  onIncident = () => {},
  insetPx = 0,
  marks = null,
  onFailed,
}: PlanViewProps & { readonly site: SiteReply; readonly onFailed: () => void }) {
  const t = useText();
  const host = useRef<HTMLDivElement>(null);
  const handlers = useRef({ onZone, onCamera, onIncident });
  handlers.current = { onZone, onCamera, onIncident };
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const plan = drawn?.plan ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is another map; the handlers are read when they are called
  useEffect(() => {
    if (host.current === null) return;
    try {
      const made = createPlanMap({
        container: host.current,
        site,
        onZone: (id) => handlers.current.onZone(id),
        onCamera: (id) => handlers.current.onCamera(id),
        onIncident: (id) => handlers.current.onIncident(id),
      });
      const labels = makeLabels(site);
      made.placeLabels(labels.zones, labels.cameras);
      setDrawn({ plan: made, site, labels });
      return () => {
        setDrawn(null);
        made.destroy();
      };
    } catch {
      onFailed();
    }
  }, [site]);

  usePlanZones(plan, selectedZoneId);
  usePlanCameras(plan);
  usePlanGround(plan);
  usePlanIncidents(plan);
  useClosedWays(plan);
  const hasBase = useBaseMap((address) => plan?.setTiles(address), plan);
  useRestyle(() => plan?.restyle());
  useEffect(() => plan?.setInset(insetPx), [plan, insetPx]);
  return (
    <div className={styles['plan']}>
      <div ref={host} className={styles['map']} role="img" aria-label={t.map.title} />
      {drawn === null ? null : (
        <LabelPortals labels={drawn.labels} selectedZoneId={selectedZoneId} selectedCameraId={selectedCameraId} onZone={onZone} />
      )}
      {drawn === null || marks === null ? null : <PlanMarks {...marks} plan={drawn.plan} site={drawn.site} onZone={onZone} />}
      {hasBase ? <MapSource words={t.map.baseSource} /> : null}
      <div className={styles['buttons']}>
        <Button label={t.map.zoomIn} icon={<Plus size={16} />} onClick={() => plan?.zoomBy(0.75)} />
        <Button label={t.map.zoomOut} icon={<Minus size={16} />} onClick={() => plan?.zoomBy(-0.75)} />
        <Button label={t.map.fit} icon={<Scan size={16} />} onClick={() => plan?.showAll()} />
      </div>
    </div>
  );
}

/** A map and the site that it was made of: when the site becomes another, nothing of it may go to the map of the old one. */
interface Drawn {
  readonly plan: PlanMap;
  readonly site: SiteReply;
  readonly labels: Labels;
}

interface Labels {
  readonly zones: ReadonlyMap<string, HTMLElement>;
  readonly cameras: ReadonlyMap<string, HTMLElement>;
}

function makeLabels(site: SiteReply): Labels {
  const elementsOf = (items: readonly { readonly id: string }[]) =>
    new Map(items.map(({ id }) => [id, document.createElement('div')]));
  return { zones: elementsOf(site.zones), cameras: elementsOf(site.cameras) };
}

interface LabelPortalsProps {
  readonly labels: Labels;
  readonly selectedZoneId: string | null;
  readonly selectedCameraId: string | null;
  readonly onZone: (zoneId: string) => void;
}

function LabelPortals({ labels, selectedZoneId, selectedCameraId, onZone }: LabelPortalsProps) {
  return (
    <>
      {[...labels.cameras].map(([id, element]) =>
        createPortal(<CameraMark cameraId={id} selected={id === selectedCameraId} />, element, `camera-${id}`),
      )}
      {[...labels.zones].map(([id, element]) =>
        createPortal(<ZoneLabel zoneId={id} selected={id === selectedZoneId} onSelect={onZone} />, element, `zone-${id}`),
      )}
    </>
  );
}
