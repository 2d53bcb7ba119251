/** Whether somebody is counted in this picture, and how many; without a model, what to do about it. */
import { TriangleAlert, Users } from 'lucide-react';
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { zoneFreshness } from '../../client/zone-look.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { isCut, useSession } from '../station/session-store.ts';
import styles from './counted-chip.module.css';

export function CountedChip({ cameraId }: { readonly cameraId: string }) {
  const t = useText();
  const kind = useCameras((state) => state.cameras[cameraId]?.detection.kind ?? 'starting');
  const reason = useCameras((state) => state.cameras[cameraId]?.detection.reason ?? null);
  const mode = useCameras((state) => state.cameras[cameraId]?.mode ?? 'detect');
  const isSaturated = useCrowd((state) => kind === 'running' && seenZones(state.zones, cameraId).some((zone) => zone.saturated));
  const cut = useSession((state) => isCut(state.link));
  if (cut) return null;
  const counting = isSaturated ? t.cameras.atLeastHint : mode === 'density' ? t.cameras.estimatedHint : undefined;
  const hint = kind === 'no-model' ? t.cameras.noModelHow : (reason ?? counting);
  const wrong = kind === 'no-model' || kind === 'degraded' || isSaturated;
  return (
    <div className={styles['chip']} data-wrong={wrong} title={hint}>
      {wrong ? <TriangleAlert size={13} aria-hidden="true" /> : <Users size={13} aria-hidden="true" />}
      {kind === 'running' ? <Counted cameraId={cameraId} mode={mode} /> : <span>{t.cameras.detection[kind]}</span>}
    </div>
  );
}

interface CountedProps {
  readonly cameraId: string;
  readonly mode: CameraReply['mode'];
}

/** The sum over the zones that this camera sees; a dash as soon as one of them isn't known now. */
function Counted({ cameraId, mode }: CountedProps) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const live = useCameras((state) => state.cameras[cameraId]?.state.kind === 'live');
  const count = useCrowd((state) => {
    if (!live) return null;
    const seen = seenZones(state.zones, cameraId);
    if (seen.length === 0 || seen.some((zone) => zoneFreshness(zone, zone.count, nowMs).kind !== 'fresh')) return null;
    return Math.round(seen.reduce((sum, zone) => sum + (zone.count ?? 0), 0));
  });
  const isSaturated = useCrowd((state) => seenZones(state.zones, cameraId).some((zone) => zone.saturated));
  if (count === null) return <span>{`— ${t.units.people(0)}`}</span>;
  const how = isSaturated ? `${t.atLeast} ` : mode === 'density' ? '≈ ' : '';
  return <span>{`${how}${format.number(count)} ${t.units.people(count)}`}</span>;
}

function seenZones(zones: Readonly<Record<string, ZoneReply>>, cameraId: string): readonly ZoneReply[] {
  return Object.values(zones).filter((zone) => zone.camera_ids.includes(cameraId));
}
