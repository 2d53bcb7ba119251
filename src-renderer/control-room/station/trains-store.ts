/** The trains as the station last told them with its crowd, and when that was. */
import { create } from 'zustand';
import type { IncomingTrainReply } from '../../../src-contract/api/trains.ts';
import { sameValue } from '../../client/same-value.ts';

interface TrainsStore {
  /** The soonest first. */
  readonly trains: readonly IncomingTrainReply[];
  /** Station time, ms; null before the first. */
  readonly asOfMs: number | null;
}

export const useTrains = create<TrainsStore>(() => ({ trains: [], asOfMs: null }));

export function applyTrains(trains: readonly IncomingTrainReply[], asOfMs: number): void {
  useTrains.setState((old) => ({ trains: sameValue(old.trains, trains) ? old.trains : trains, asOfMs }));
}
