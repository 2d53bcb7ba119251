/** What stands on the plan beside the colours: a zone's name with its figure, a camera with its state. */
import { memo } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { shownBand, shownEstimate, zoneFreshness } from '../../client/zone-look.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { Format } from '../../ui/locale/format.ts';
import { cameraIcons } from '../cameras/camera-icons.ts';
import { useShownKind } from '../cameras/use-shown-kind.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { EstimatedCount } from '../zones/zone-estimate.tsx';
import styles from './plan-labels.module.css';

interface ZoneLabelProps {
  readonly zoneId: string;
  readonly selected: boolean;
  readonly onSelect: (zoneId: string) => void;
}

export const ZoneLabel = memo(function ZoneLabel({ zoneId, selected, onSelect }: ZoneLabelProps) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  const zone = useCrowd((state) => state.zones[zoneId]);
  if (zone === undefined) return null;
  const band = shownBand(zone, nowMs);
  const count = zoneFreshness(zone, zone.count, nowMs);
  const density = zoneFreshness(zone, zone.density, nowMs);
  const estimate = shownEstimate(zone, nowMs);
  const age = count.kind === 'fresh' ? null : count.ageMs;
  return (
    // The list beside the map is the way in for the keyboard and screen readers.
    <div
      className={classNames(styles['label'], selected && styles['selected'])}
      data-band={band}
      data-zone-label=""
      title={zone.name}
      aria-hidden="true"
      onClick={() => onSelect(zoneId)}
    >
      <span className={styles['name']}>
        <BandSwatch band={band} label={t.bands[band]} bare />
        <span className={styles['long']}>{zone.name}</span>
      </span>
      <span className={styles['figures']}>
        <span>
          {estimate === null ? null : <EstimatedCount count={estimate.count} />}
          {estimate === null ? shownCount(count.kind === 'unknown' ? null : zone.count, zone.saturated, format) : null}
          <span className={styles['long']}> {t.units.people(Math.round(estimate?.count ?? zone.count ?? 0))}</span>
        </span>
        {density.kind === 'unknown' || zone.density === null ? null : (
          <>
            <i className={styles['long']} />
            <span className={styles['long']}>
              {format.number(zone.density, 1)} {t.units.perM2}
            </span>
          </>
        )}
        {age === null ? null : (
          <>
            <i className={styles['long']} />
            <b className={styles['long']}>{t.common.ago(format.age(age))}</b>
          </>
        )}
      </span>
    </div>
  );
});

function shownCount(count: number | null, saturated: boolean, format: Format): string {
  return count === null ? '—' : `${saturated ? '≥ ' : ''}${format.number(count)}`;
}

interface CameraMarkProps {
  readonly cameraId: string;
  readonly selected: boolean;
}

export const CameraMark = memo(function CameraMark({ cameraId, selected }: CameraMarkProps) {
  const t = useText();
  const name = useCameras((state) => state.cameras[cameraId]?.name ?? cameraId);
  const kind = useShownKind(cameraId) ?? 'offline';
  const Icon = cameraIcons[kind];
  return (
    <div
      className={classNames(styles['camera'], selected && styles['selected'])}
      data-kind={kind}
      data-camera-mark={cameraId}
      title={`${name}: ${t.cameras.states[kind]}`}
      aria-hidden="true"
    >
      <Icon size={13} />
    </div>
  );
});
