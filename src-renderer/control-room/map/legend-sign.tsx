/** Small pictures of what the map draws, in the same shapes and colours. */
import { CircleSlash, Radio, TrainFront, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MapLayer } from './layers.ts';
import styles from './legend.module.css';

/** The base map is the ground: nothing of it needs a sign. */
const signs: Record<Exclude<MapLayer, 'mapBase'> | 'closed', ReactNode> = {
  mapCells: (
    <span className={styles['cells']}>
      <i />
      <i />
      <i />
    </span>
  ),
  mapFlows: (
    <svg viewBox="0 0 64 64" width="14" height="14" aria-hidden="true">
      <path d="M32 6 50 28H38v28H26V28H14Z" transform="rotate(90 32 32)" fill="currentcolor" />
    </svg>
  ),
  mapPeople: <span className={styles['people']} />,
  mapViews: <span className={styles['view']} />,
  mapSensors: (
    <span className={styles['sensor']}>
      <Radio size={10} />
    </span>
  ),
  mapIncidents: (
    <svg viewBox="0 0 48 48" width="16" height="16" aria-hidden="true" className={styles['incident']}>
      <path d="M24 4 45 42H3z" />
      <path d="M24 17v11 M24 35v.1" />
    </svg>
  ),
  mapStaff: (
    <span className={styles['staff']}>
      <UserRound size={10} />
    </span>
  ),
  mapTrains: (
    <span className={styles['train']}>
      <TrainFront size={10} />
    </span>
  ),
  closed: <CircleSlash size={14} className={styles['closed']} />,
};

export function LegendSign({ sign }: { readonly sign: keyof typeof signs }) {
  return (
    <span className={styles['sign']} aria-hidden="true">
      {signs[sign]}
    </span>
  );
}
