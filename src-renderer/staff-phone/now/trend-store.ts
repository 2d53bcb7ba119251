/** The last half hour of this phone's zone, kept on the phone so that it is there without a network, with its age. */
import { z } from 'zod';
import { create } from 'zustand';
import { dropKept, readKept, writeKept } from '../station/kept.ts';

const key = 'kavach.phone.trend';

const trendSchema = z.object({
  zoneId: z.string(),
  /** Station time of the answer, ms. */
  atMs: z.number(),
  /** Values are people over capacity, else persons/m². */
  byShare: z.boolean(),
  /** Of the bands, rising; none where it isn't known what the band rests on. */
  edges: z.array(z.number()),
  points: z.array(z.object({ atMs: z.number(), value: z.number().nullable() })),
});
export type ZoneTrend = z.infer<typeof trendSchema>;

export const useTrends = create<{ readonly trend: ZoneTrend | null }>(() => ({ trend: readKept(key, trendSchema) }));

export function keepTrend(trend: ZoneTrend): void {
  useTrends.setState({ trend });
  writeKept(key, trend);
}

export function forgetTrend(): void {
  useTrends.setState({ trend: null });
  dropKept(key);
}
