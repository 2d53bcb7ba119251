/** Small facts that must outlive a restart, by key; each value is one JSON text that its owner parses. */
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

export interface Settings {
  /** Parsed JSON, for the caller to check; undefined when the key was never set. */
  get(key: string): unknown;
  /** On the disk when it returns. */
  set(key: string, value: unknown): void;
}

/** Keeps the keys of others apart from the store's own marks in the same table. */
const prefix = 'setting:';

export function createSettings({ durable, reader }: Connections, durably: Durably): Settings {
  const select = reader.query<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const upsert = durable.query<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    get(key) {
      const row = select.get(prefix + key);
      return row === undefined ? undefined : JSON.parse(row.value);
    },
    set: (key, value) => void durably('settings.set', () => upsert.run(prefix + key, JSON.stringify(value))),
  };
}
