/**
 * Changes of the site that a person makes while the station runs. Fields are those of the site file; what they may hold is checked by its
 * schema once the whole site has been put together, so that a fault names its path there.
 */
import { z } from 'zod';

/** The parts of a site file that are settings of the whole site. `station` without its id, which names the data folder. */
export const settingParts = ['station', 'crowd', 'bands', 'alarms', 'weather', 'retention'] as const;

const id = z.string().min(1).max(64);
const fields = z.record(z.string().max(40), z.unknown());

export const siteEdit = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('camera'),
    id,
    change: fields
      .nullable()
      .describe(
        'Fields of a camera in the site file; a field of null goes. An unknown id is a new camera; null removes it. *** in a source stands for what is kept',
      ),
  }),
  z.object({ part: z.literal('zone'), id, change: fields.nullable().describe('The same for a zone') }),
  z.object({
    part: z.literal('settings'),
    change: z
      .partialRecord(z.enum(settingParts), fields)
      .describe('Fields of these parts; a field of null has its default again'),
  }),
]);
export type SiteEdit = z.infer<typeof siteEdit>;

/** One thing that differs between two versions of a site: `camera p1-north`, `zone p1`, `alarms`. */
export interface SitePart {
  readonly part: 'camera' | 'zone' | (typeof settingParts)[number];
  readonly id: string | null;
}
