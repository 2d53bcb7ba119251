/** A camera's moving picture with what the station sees in it: people, zones, counting lines. Each overlay can be switched off. */
import { memo, type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import type { LiveOverlay } from '../../client/live-picture.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import { type Preferences, usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { drawBoxes, overlayShownMs } from './draw-boxes.ts';
import { createTrails, drawDensity } from './draw-trails.ts';
import styles from './live-view.module.css';
import { type LivePicture, useLivePicture } from './use-live-picture.ts';

interface LiveViewProps {
  readonly cameraId: string;
  /** What the camera's state is; anything but live dims the picture. */
  readonly dimmed: boolean;
  /** Hears of each detection's boxes; the same function from render to render. */
  readonly onTracks?: (tracks: LiveOverlay['tracks']) => void;
  /** Without the saved zones and lines. */
  readonly plain?: boolean;
  readonly children: (picture: LivePicture) => ReactNode;
}

const fallbackSize = { width: 1280, height: 720 };

export const LiveView = memo(function LiveView({ cameraId, dimmed, onTracks, plain = false, children }: LiveViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const people = useRef<HTMLCanvasElement>(null);
  const width = useCameras((state) => state.cameras[cameraId]?.width ?? fallbackSize.width);
  const height = useCameras((state) => state.cameras[cameraId]?.height ?? fallbackSize.height);
  const drawOverlay = usePeople(people);
  const onOverlay = useCallback(
    (overlay: LiveOverlay) => {
      drawOverlay(overlay);
      onTracks?.(overlay.tracks);
    },
    [drawOverlay, onTracks],
  );
  const picture = useLivePicture(cameraId, { video, canvas, still }, onOverlay);
  const moving = !dimmed && picture.phase === 'playing';
  return (
    <div className={styles['view']} data-moving={moving} data-codec={picture.codec ?? 'none'}>
      <canvas ref={still} className={styles['layer']} width={0} height={0} />
      <video ref={video} className={styles['layer']} muted playsInline disablePictureInPicture tabIndex={-1} />
      <canvas ref={canvas} className={styles['layer']} data-mpeg1={picture.codec === 'mpeg1'} />
      {plain ? null : <PictureMarks cameraId={cameraId} width={width} height={height} />}
      <canvas ref={people} className={styles['layer']} width={width} height={height} data-hidden={!moving} />
      <div className={styles['veil']} aria-hidden="true" />
      {children(picture)}
    </div>
  );
});

const layersOf = ({ overlayBoxes, overlayTracks, overlayDensity }: Preferences) => ({
  overlayBoxes,
  overlayTracks,
  overlayDensity,
});

/** Draws outside React: people's places come many times a second. */
function usePeople(canvas: { readonly current: HTMLCanvasElement | null }) {
  const layers = usePreferences(useShallow(layersOf));
  const wanted = useRef(layers);
  wanted.current = layers;
  const trails = useRef(createTrails());
  const clear = useRef<ReturnType<typeof setTimeout>>(undefined);
  const draw = useCallback(
    (tracks: LiveOverlay['tracks']) => {
      const context = canvas.current?.getContext('2d') ?? null;
      if (context === null) return;
      const { overlayBoxes, overlayTracks, overlayDensity } = wanted.current;
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      trails.current.follow(tracks);
      if (overlayDensity) drawDensity(context, tracks);
      if (overlayTracks) trails.current.draw(context);
      if (overlayBoxes) drawBoxes(context, tracks);
    },
    [canvas],
  );
  useEffect(() => () => clearTimeout(clear.current), []);
  return useCallback(
    ({ tracks }: LiveOverlay) => {
      draw(tracks);
      clearTimeout(clear.current);
      clear.current = setTimeout(() => draw([]), overlayShownMs);
    },
    [draw],
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
