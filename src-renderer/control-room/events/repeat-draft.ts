/** How an event repeats as a person chooses it, and the RRULE that says the same. A rule that has no such form stays as it is. Pure. */

export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type WeekdayCode = (typeof weekdayCodes)[number];

export const repeatKinds = ['once', 'daily', 'weekly', 'monthly-date', 'monthly-weekday', 'yearly', 'rule'] as const;
export type RepeatKind = (typeof repeatKinds)[number];
export const repeatEnds = ['never', 'until', 'count'] as const;
export type RepeatEnd = (typeof repeatEnds)[number];

export interface RepeatDraft {
  readonly kind: RepeatKind;
  /** Every so many days, weeks, months or years. As typed. */
  readonly every: string;
  readonly weekdays: readonly WeekdayCode[];
  readonly end: RepeatEnd;
  /** YYYY-MM-DD: the last day on which it may begin. */
  readonly until: string;
  readonly count: string;
  /** The RRULE itself, of kind `rule`. */
  readonly rule: string;
}

export const onceOnly: RepeatDraft = { kind: 'once', every: '1', weekdays: [], end: 'never', until: '', count: '10', rule: '' };

/** `start`: YYYY-MM-DD, which says on which date or weekday it falls. Null where something is missing or is no number. */
export function ruleOf(draft: RepeatDraft, start: string): { readonly rule: string | null } | null {
  if (draft.kind === 'once') return { rule: null };
  if (draft.kind === 'rule') return draft.rule.trim() === '' ? null : { rule: draft.rule.trim().toUpperCase() };
  const what = whatOf(draft, start);
  const end = endOf(draft);
  const every = wholeNumber(draft.every, 1000);
  if (what === null || end === null || every === null) return null;
  return { rule: `${what}${every === 1 ? '' : `;INTERVAL=${every}`}${end}` };
}

export function draftOfRule(rule: string | null, start: string): RepeatDraft {
  if (rule === null) return onceOnly;
  const asRule: RepeatDraft = { ...onceOnly, kind: 'rule', rule };
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  const [until, count] = [parts.get('UNTIL'), parts.get('COUNT')];
  const base: RepeatDraft = {
    ...{ ...onceOnly, every: parts.get('INTERVAL') ?? '1', rule },
    end: until !== undefined ? 'until' : count !== undefined ? 'count' : 'never',
    until: until === undefined ? '' : `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
    count: count ?? onceOnly.count,
    weekdays: weekdayCodes.filter((code) => parts.get('BYDAY')?.split(',').includes(code)),
  };
  // Only what would come out the same again is shown in this form.
  const same = repeatKinds
    .map((kind) => ({ ...base, kind }))
    .find((draft) => draft.kind !== 'rule' && sameRule(ruleOf(draft, start)?.rule ?? null, rule));
  return same ?? asRule;
}

/** The nth such weekday of the month, −1 for the last. `start`: YYYY-MM-DD. */
export function weekdayPlace(start: string): { readonly nth: number; readonly weekday: WeekdayCode } {
  const date = new Date(`${start}T00:00:00Z`);
  const nth = Math.ceil(date.getUTCDate() / 7);
  return { nth: nth === 5 ? -1 : nth, weekday: weekdayCodes[(date.getUTCDay() + 6) % 7] ?? 'MO' };
}

function whatOf({ kind, weekdays }: RepeatDraft, start: string): string | null {
  const { nth, weekday } = weekdayPlace(start);
  switch (kind) {
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${(weekdays.length === 0 ? [weekday] : weekdays).join()}`;
    case 'monthly-date':
      return `FREQ=MONTHLY;BYMONTHDAY=${Number(start.slice(8, 10))}`;
    case 'monthly-weekday':
      return `FREQ=MONTHLY;BYDAY=${nth}${weekday}`;
    case 'yearly':
      return 'FREQ=YEARLY';
    case 'once':
    case 'rule':
      return null;
  }
}

function endOf({ end, until, count }: RepeatDraft): string | null {
  switch (end) {
    case 'never':
      return '';
    case 'until':
      return until === '' ? null : `;UNTIL=${until.replaceAll('-', '')}`;
    case 'count': {
      const times = wholeNumber(count, 10_000);
      return times === null ? null : `;COUNT=${times}`;
    }
  }
}

function sameRule(a: string | null, b: string): boolean {
  const sorted = (rule: string) =>
    rule
      .split(';')
      .filter((part) => part !== 'INTERVAL=1')
      .toSorted()
      .join(';');
  return a !== null && sorted(a) === sorted(b);
}

function wholeNumber(text: string, most: number): number | null {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}
