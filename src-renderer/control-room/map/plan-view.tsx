/**
 * The plan on screen: hands the stores' zones, cameras and flows to the map, and fills its labels. Where there is no WebGL it says so;
 * the list beside it holds the same.
 */
import { Minus, Plus, Scan } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { stationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { useSite } from '../station/site-store.ts';
import type { Flow, ZoneMark } from './plan-features.ts';
import { CameraMark, ZoneLabel } from './plan-labels.tsx';
import { createPlanMap, type PlanMap } from './plan-map.ts';
import styles from './plan-view.module.css';
import { SensorMark } from './sensor-mark.tsx';
import { usePlanSensors } from './use-plan-sensors.ts';

interface PlanViewProps {
  readonly selectedZoneId: string | null;
  readonly onZone: (zoneId: string | null) => void;
  readonly onCamera: (cameraId: string) => void;
  /** Null: sensors are not shown. */
  readonly onSensor?: ((sensorId: string) => void) | null;
  readonly selectedSensorId?: string | null;
  /** What lies over the map at its right, px. */
  readonly insetPx?: number;
}

/** Bands also age while nothing comes in. */
const refreshMs = 1_000;
const walkingMps = 0.15;

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
  onZone,
  onCamera,
  insetPx = 0,
  onSensor = null,
  selectedSensorId = null,
  onFailed,
}: PlanViewProps & { readonly site: SiteReply; readonly onFailed: () => void }) {
  const t = useText();
  const host = useRef<HTMLDivElement>(null);
  const plan = useRef<PlanMap | null>(null);
  const handlers = useRef({ onZone, onCamera });
  handlers.current = { onZone, onCamera };
  const [labels, setLabels] = useState<Labels | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is another map; the handlers are read when they are called
  useEffect(() => {
    if (host.current === null) return;
    try {
      const made = createPlanMap({
        container: host.current,
        site,
        onZone: (id) => handlers.current.onZone(id),
        onCamera: (id) => handlers.current.onCamera(id),
      });
      const elements = makeLabels(site);
      made.placeLabels(elements.zones, elements.cameras);
      plan.current = made;
      setLabels(elements);
      return () => {
        plan.current = null;
        made.destroy();
      };
    } catch {
      onFailed();
    }
  }, [site]);

  usePlanData(plan, selectedZoneId);
  const sensorMarks = usePlanSensors(plan, onSensor !== null);
  useEffect(() => plan.current?.setInset(insetPx), [insetPx]);
  return (
    <div className={styles['plan']}>
      <div ref={host} className={styles['map']} role="img" aria-label={t.map.title} />
      {labels === null ? null : <LabelPortals labels={labels} selectedZoneId={selectedZoneId} onZone={onZone} />}
      {onSensor === null
        ? null
        : [...sensorMarks].map(([id, element]) =>
            createPortal(
              <SensorMark sensorId={id} isSelected={id === selectedSensorId} onSelect={onSensor} />,
              element,
              `sensor-${id}`,
            ),
          )}
      <div className={styles['buttons']}>
        <Button label={t.map.zoomIn} icon={<Plus size={16} />} onClick={() => plan.current?.zoomBy(0.75)} />
        <Button label={t.map.zoomOut} icon={<Minus size={16} />} onClick={() => plan.current?.zoomBy(-0.75)} />
        <Button label={t.map.fit} icon={<Scan size={16} />} onClick={() => plan.current?.showAll()} />
      </div>
    </div>
  );
}

/** Feeds the map outside React: two updates a second render nothing but the map itself. */
function usePlanData(plan: { readonly current: PlanMap | null }, selectedZoneId: string | null): void {
  const theme = usePreferences((state) => state.theme);
  const showViews = usePreferences((state) => state.mapViews);
  const showFlows = usePreferences((state) => state.mapFlows);
  useEffect(() => {
    let shown = '';
    const drawZones = () => {
      const marks = zoneMarks(selectedZoneId);
      const flows = showFlows ? currentFlows() : [];
      // Most updates change figures but no band: the map need not know of them.
      const key = JSON.stringify([
        marks,
        flows.map((flow) => [flow.zoneId, Math.round(flow.speedMps * 5), flow.direction.map((part) => Math.round(part * 8))]),
      ]);
      if (key === shown) return;
      shown = key;
      plan.current?.setZones(marks);
      plan.current?.setFlows(flows);
    };
    const drawCameras = () => {
      const { cameras } = useCameras.getState();
      plan.current?.setCameras(new Map(Object.values(cameras).map((camera) => [camera.id, camera.state.kind])), showViews);
    };
    drawZones();
    drawCameras();
    const stops = [useCrowd.subscribe(drawZones), useCameras.subscribe(drawCameras)];
    const timer = setInterval(drawZones, refreshMs);
    return () => {
      for (const stop of stops) stop();
      clearInterval(timer);
    };
  }, [plan, selectedZoneId, showViews, showFlows]);
  const shownTheme = useRef(theme);
  useEffect(() => {
    if (shownTheme.current === theme) return;
    shownTheme.current = theme;
    // The document's theme changes in an effect of the page's root, which runs after this one.
    const frame = requestAnimationFrame(() => plan.current?.restyle());
    return () => cancelAnimationFrame(frame);
  }, [theme, plan]);
}

function zoneMarks(selectedZoneId: string | null): ZoneMark[] {
  const nowMs = stationNow();
  return Object.values(useCrowd.getState().zones).map((zone) => ({
    id: zone.id,
    band: shownBand(zone, nowMs),
    selected: zone.id === selectedZoneId,
  }));
}

function currentFlows(): Flow[] {
  const nowMs = stationNow();
  return Object.values(useCrowd.getState().zones).flatMap((zone) =>
    zone.direction === null || (zone.speed ?? 0) < walkingMps || shownBand(zone, nowMs) === 'unknown'
      ? []
      : [{ zoneId: zone.id, direction: zone.direction, speedMps: zone.speed ?? 0 }],
  );
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
  readonly onZone: (zoneId: string) => void;
}

function LabelPortals({ labels, selectedZoneId, onZone }: LabelPortalsProps) {
  return (
    <>
      {[...labels.cameras].map(([id, element]) => createPortal(<CameraMark cameraId={id} />, element, `camera-${id}`))}
      {[...labels.zones].map(([id, element]) =>
        createPortal(<ZoneLabel zoneId={id} selected={id === selectedZoneId} onSelect={onZone} />, element, `zone-${id}`),
      )}
    </>
  );
}
