/** Roles of people and phones, and scopes of services' keys. */

/** Rising: a higher one may do all that a lower one may. */
export const roles = ['viewer', 'staff', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

export const scopeAreas = [
  'system',
  'crowd',
  'alarms',
  'cameras',
  'site',
  'frames',
  'twin',
  'incidents',
  'chat',
  'trains',
  'sensors',
  'forecasts',
] as const;
export type ScopeArea = (typeof scopeAreas)[number];
export type Scope = `${ScopeArea}:${'read' | 'write'}`;

export const scopes: readonly Scope[] = scopeAreas.flatMap((area) => [`${area}:read`, `${area}:write`] as const);

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
