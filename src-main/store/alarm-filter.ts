/** What is wanted of the alarms' history → SQL over `alarm_events` and its values. */
import type { AlarmEventFilter } from '../../src-contract/domain/alarm-health.ts';

interface Filter {
  readonly conditions: readonly string[];
  readonly params: readonly (string | number)[];
}

export function filterOf(wanted: AlarmEventFilter): Filter {
  const parts: [condition: string, ...params: (string | number)[]][] = [];
  const add = (condition: string, value: string | number | undefined): void => {
    if (value !== undefined) parts.push([condition, value]);
  };
  add('alarm_kind = ?', wanted.kind);
  add('priority = ?', wanted.priority);
  add('kind = ?', wanted.event);
  add('actor = ?', wanted.actor);
  add('at_ms >= ?', wanted.fromMs);
  add('at_ms < ?', wanted.toMs);
  if (wanted.text !== undefined) {
    const like = `%${wanted.text.replace(/[\\%_]/g, '\\$&')}%`;
    const columns = ['note', 'actor', "alarm ->> '$.facts'"];
    parts.push([`(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`, like, like, like]);
  }
  return { conditions: parts.map(([condition]) => condition), params: parts.flatMap(([, ...params]) => params) };
}
