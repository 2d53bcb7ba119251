/** Which series and how much of its past the operator looks at, from one visit of the screen to the next. */
import { create } from 'zustand';

export const shownHours = ['6', '24', '168'] as const;
export type ShownHours = (typeof shownHours)[number];

interface ForecastStore {
  /** Null: the first there is. */
  readonly seriesId: string | null;
  readonly hours: ShownHours;
}

export const useForecastChoice = create<ForecastStore>(() => ({ seriesId: null, hours: '6' }));
