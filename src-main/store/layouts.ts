/** How each operator has arranged the screens. A row that a later version wrote in another form is left out, and stays. */
import { z } from 'zod';
import {
  type LayoutRecords,
  layoutLimits,
  type NamedLayout,
  screenLayoutSchema,
} from '../../src-contract/domain/screen-layout.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

const row = z.object({ name: z.string(), layout: z.string() });

export function createLayouts({ durable, reader }: Connections, durably: Durably): LayoutRecords {
  const all = reader.query<[string]>('SELECT name, layout FROM layouts WHERE owner = ? ORDER BY name');
  const put = durable.query<[string, string, string, number, string, number, string, string]>(
    `INSERT INTO layouts (owner, name, layout, changed_at_ms)
     SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM layouts WHERE owner = ?) < ? OR EXISTS (SELECT 1 FROM layouts WHERE owner = ? AND name = ?)
     ON CONFLICT (owner, name) DO UPDATE SET layout = excluded.layout, changed_at_ms = excluded.changed_at_ms`,
  );
  const remove = durable.query<[string, string]>('DELETE FROM layouts WHERE owner = ? AND name = ?');
  return {
    list: (owner) => z.array(row).parse(all.all(owner)).flatMap(readLayout),
    put: (owner, { name, ...layout }, nowMs) =>
      durably('layouts.put', () =>
        put.run(owner, name, JSON.stringify(layout), nowMs, owner, layoutLimits.perOwner, owner, name),
      ) > 0,
    remove: (owner, name) => durably('layouts.remove', () => remove.run(owner, name)) > 0,
  };
}

function readLayout({ name, layout }: z.infer<typeof row>): NamedLayout[] {
  const read = screenLayoutSchema.safeParse(JSON.parse(layout));
  return read.success ? [{ name, ...read.data }] : [];
}
