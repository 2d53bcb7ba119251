/**
 * Suppression by design: which alarm hides which. In: for each key whether it is active and what may hide it; out: child key →
 * parent key. Only active alarms hide and are hidden; a latching one (panic, life safety) is never hidden.
 */

export interface Suppressible {
  readonly active: boolean;
  readonly latching: boolean;
  readonly inhibitedBy: readonly string[];
}

/** The first parent that is active. A ring of parents never hides all of its members. */
export function suppressors(alarms: ReadonlyMap<string, Suppressible>): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const [key, alarm] of alarms) {
    if (!alarm.active || alarm.latching) continue;
    const parent = alarm.inhibitedBy.find((other) => alarms.get(other)?.active === true && !leadsTo(parents, other, key));
    if (parent !== undefined) parents.set(key, parent);
  }
  return parents;
}

function leadsTo(parents: ReadonlyMap<string, string>, from: string, to: string): boolean {
  let key: string | undefined = from;
  while (key !== undefined && key !== to) key = parents.get(key);
  return key === to;
}
