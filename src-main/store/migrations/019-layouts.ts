/** How each operator has arranged the screens, by name. */
import type { Migration } from '../migrate.ts';

export const layouts: Migration = {
  version: 19,
  sql: `
    -- owner: id of an account, or 'control-room' for whoever has none. layout: JSON.
    CREATE TABLE layouts (
      owner TEXT NOT NULL,
      name TEXT NOT NULL,
      layout TEXT NOT NULL,
      changed_at_ms INTEGER NOT NULL,
      PRIMARY KEY (owner, name)
    ) STRICT, WITHOUT ROWID;
  `,
};
