/** A camera's moving picture with what the station sees in it: people, zones, counting lines. Each overlay can be switched off. */
import { memo, type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import type { LiveOverlay } from '../../client/live-picture.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { drawBoxes, overlayShownMs } from './draw-boxes.ts';
import styles from './live-view.module.css';
import { type LivePicture, useLivePicture } from './use-live-picture.ts';

interface LiveViewProps {
  readonly cameraId: string;
  /** What the camera's state is; anything but live dims the picture. */
  readonly dimmed: boolean;
  readonly children: (picture: LivePicture) => ReactNode;
}

const fallbackSize = { width: 1280, height: 720 };

export const LiveView = memo(function LiveView({ cameraId, dimmed, children }: LiveViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const boxes = useRef<HTMLCanvasElement>(null);
  const width = useCameras((state) => state.cameras[cameraId]?.width ?? fallbackSize.width);
  const height = useCameras((state) => state.cameras[cameraId]?.height ?? fallbackSize.height);
  const onOverlay = useBoxes(boxes);
  const picture = useLivePicture(cameraId, { video, canvas, still }, onOverlay);
  const moving = !dimmed && picture.phase === 'playing';
  return (
    <div className={styles['view']} data-moving={moving} data-codec={picture.codec ?? 'none'}>
      <canvas ref={still} className={styles['layer']} width={0} height={0} />
      <video ref={video} className={styles['layer']} muted playsInline disablePictureInPicture tabIndex={-1} />
      <canvas ref={canvas} className={styles['layer']} data-mpeg1={picture.codec === 'mpeg1'} />
      <PictureMarks cameraId={cameraId} width={width} height={height} />
      <canvas ref={boxes} className={styles['layer']} width={width} height={height} data-hidden={!moving} />
      <div className={styles['veil']} aria-hidden="true" />
      {children(picture)}
    </div>
  );
});

/** Draws outside React: boxes come many times a second. */
function useBoxes(boxes: { readonly current: HTMLCanvasElement | null }) {
  const shown = usePreferences((state) => state.overlayBoxes);
  const wanted = useRef(shown);
  wanted.current = shown;
  const clear = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(clear.current), []);
  useEffect(() => {
    if (!shown && boxes.current !== null) drawBoxes(boxes.current, [], { line: '', halo: '' });
  }, [shown, boxes]);
  return useCallback(
    ({ tracks }: LiveOverlay) => {
      const canvas = boxes.current;
      if (canvas === null || !wanted.current) return;
      drawBoxes(canvas, tracks, { line: '#ffffff', halo: 'rgb(0 0 0 / 60%)' });
      clearTimeout(clear.current);
      clear.current = setTimeout(() => drawBoxes(canvas, [], { line: '', halo: '' }), overlayShownMs);
    },
    [boxes],
  );
}

interface PictureMarksProps {
  readonly cameraId: string;
  readonly width: number;
  readonly height: number;
}

/** Zones and lines, in the picture's own pixels: `meet` puts them exactly where `object-fit: contain` puts the picture. */
const PictureMarks = memo(function PictureMarks({ cameraId, width, height }: PictureMarksProps) {
  const zones = useCameras((state) => state.cameras[cameraId]?.zones);
  const lines = useCameras((state) => state.cameras[cameraId]?.lines);
  const showZones = usePreferences((state) => state.overlayZones);
  const showLines = usePreferences((state) => state.overlayLines);
  const at = ([x, y]: readonly [number, number]) => [x * width, y * height] as const;
  return (
    <svg className={styles['marks']} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {showZones ? zones?.map((zone) => <ZoneShape key={zone.zone} zone={zone} at={at} />) : null}
      {showLines ? lines?.map((line) => <LineShape key={line.id} line={line} at={at} />) : null}
    </svg>
  );
});

type At = (point: readonly [number, number]) => readonly [number, number];

function ZoneShape({ zone, at }: { readonly zone: CameraReply['zones'][number]; readonly at: At }) {
  const nowMs = useStationNow();
  const band = useCrowd((state) => {
    const known = state.zones[zone.zone];
    return known === undefined ? 'unknown' : shownBand(known, nowMs);
  });
  return (
    <polygon
      className={styles['zone']}
      data-band={band}
      points={zone.polygon.map((point) => at(point).join(',')).join(' ')}
      vectorEffect="non-scaling-stroke"
    />
  );
}

/** A counting line with its ends. */
function LineShape({ line, at }: { readonly line: CameraReply['lines'][number]; readonly at: At }) {
  const [x1, y1] = at(line.from);
  const [x2, y2] = at(line.to);
  return (
    <g className={styles['line']}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} vectorEffect="non-scaling-stroke" />
      <circle cx={x1} cy={y1} r={4} />
      <circle cx={x2} cy={y2} r={4} />
    </g>
  );
}
