/** A railway network: its lines, their stations, and the trains that run on them. Read from resources/networks. */
import { z } from 'zod';
import type { locales } from './texts/language.ts';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const names = z.strictObject({ en: z.string().min(1), hi: z.string().min(1), mr: z.string().min(1) } satisfies Record<
  (typeof locales)[number],
  z.ZodString
>);

const line = z.strictObject({
  id,
  routes: z.array(z.string().min(1)).min(1).describe('Words by which timetables call it'),
  branches: z.array(z.array(id).min(2)).min(1).describe('Codes of stations in the order of travel'),
});

export const networkProfileSchema = z
  .strictObject({
    id,
    cars: z.number().int().min(1).max(100).describe('Of a train that doesn’t say'),
    persons_per_car: z.number().int().min(1).max(2000).describe('Rated, seated and standing'),
    lines: z.array(line).min(1),
    stations: z.record(id, names),
  })
  .superRefine(({ lines, stations }, context) => {
    for (const [i, { branches }] of lines.entries()) {
      const unknown = branches.flat().filter((code) => stations[code] === undefined);
      for (const code of unknown) context.addIssue({ code: 'custom', path: ['lines', i], message: `no station ${code}` });
    }
  });
export type NetworkProfile = Readonly<z.infer<typeof networkProfileSchema>>;
