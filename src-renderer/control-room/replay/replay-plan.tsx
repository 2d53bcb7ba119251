/** The plan at the replay's time: zones by the band that they had, and people where they stood. It is a map of its own, so that nothing of now can stand on it. */
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';
import { MapSource } from '../map/map-source.tsx';
import labelStyles from '../map/plan-labels.module.css';
import { createPlanMap, type PlanMap } from '../map/plan-map.ts';
import { useBaseMap } from '../map/use-base-map.ts';
import { useRestyle } from '../map/use-restyle.ts';
import { useSite } from '../station/site-store.ts';
import { figuresAt, stepAt } from './past.ts';
import { PastCount, usePastFigures } from './past-zones.tsx';
import styles from './replay-plan.module.css';
import { useReplay } from './replay-store.ts';
import { usePastPeople } from './use-past-people.ts';

interface ReplayPlanProps {
  readonly selectedZoneId: string | null;
  readonly onZone: (zoneId: string | null) => void;
}

export function ReplayPlan(props: ReplayPlanProps) {
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
  onFailed,
}: ReplayPlanProps & { readonly site: SiteReply; readonly onFailed: () => void }) {
  const t = useText();
  const host = useRef<HTMLDivElement>(null);
  const plan = useRef<PlanMap | null>(null);
  const choose = useRef(onZone);
  choose.current = onZone;
  const labels = useMemo(() => new Map(site.zones.map(({ id }) => [id, document.createElement('div')])), [site]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is another map
  useEffect(() => {
    if (host.current === null) return;
    try {
      const made = createPlanMap({
        ...{ container: host.current, site, onZone: (id) => choose.current(id), onCamera: () => {} },
      });
      made.placeLabels(labels, new Map());
      plan.current = made;
      return () => {
        plan.current = null;
        made.destroy();
      };
    } catch {
      onFailed();
    }
  }, [site, labels]);

  useEffect(() => drawPast(plan, site, selectedZoneId), [site, selectedZoneId]);
  const hasBase = useBaseMap((address) => plan.current?.setTiles(address), site);
  useRestyle(() => plan.current?.restyle());
  const isMissing = usePastPeople(plan);
  return (
    <div className={styles['plan']}>
      <div ref={host} className={styles['map']} role="img" aria-label={t.replay.title} />
      {hasBase ? <MapSource words={t.map.baseSource} /> : null}
      {isMissing ? <p className={styles['missing']}>{t.replay.noPeople}</p> : null}
      {[...labels].map(([id, element]) => createPortal(<PastLabel zoneId={id} onSelect={onZone} />, element, id))}
    </div>
  );
}

/** Feeds the map outside React; most steps change no band, and the map need not know of them. */
function drawPast(plan: { readonly current: PlanMap | null }, { zones }: SiteReply, selectedZoneId: string | null): () => void {
  let shown = '';
  const draw = () => {
    const { loaded, atMs } = useReplay.getState();
    const marks = zones.map(({ id }) => ({
      id,
      band: loaded.kind === 'ready' ? figuresAt(loaded.past, id, stepAt(loaded.past, atMs)).band : 'unknown',
      selected: id === selectedZoneId,
    }));
    const key = JSON.stringify(marks);
    if (key === shown) return;
    shown = key;
    plan.current?.setZones(marks);
  };
  draw();
  return useReplay.subscribe(draw);
}

interface PastLabelProps {
  readonly zoneId: string;
  readonly onSelect: (zoneId: string) => void;
}

const PastLabel = memo(function PastLabel({ zoneId, onSelect }: PastLabelProps) {
  const t = useText();
  const name = useSite((state) => state.site?.zones.find(({ id }) => id === zoneId)?.name ?? zoneId);
  const { band } = usePastFigures(zoneId);
  return (
    // The list beside the map is the way in for the keyboard and screen readers.
    <div
      className={labelStyles['label']}
      data-band={band}
      data-zone-label=""
      title={name}
      aria-hidden="true"
      onClick={() => onSelect(zoneId)}
    >
      <span className={labelStyles['name']}>
        <BandSwatch band={band} label={t.bands[band]} bare />
        <span className={labelStyles['long']}>{name}</span>
      </span>
      <PastCount zoneId={zoneId} />
    </div>
  );
});
