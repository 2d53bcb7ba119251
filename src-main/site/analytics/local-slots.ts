/** Where a slot of half an hour lies on the station's clock. In: its start. Out: date, hour, weekday. */

export interface LocalSlot {
  /** `2026-11-28`. */
  readonly date: string;
  /** `2026-11-28T07`. */
  readonly hour: string;
  /** 1 = Monday .. 7. */
  readonly weekday: number;
  /** Half hours since midnight. */
  readonly half: number;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function createLocalSlots(timezone: string): (atMs: number) => LocalSlot {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', weekday: 'short' },
  });
  const known = new Map<number, LocalSlot>();
  const read = (atMs: number): LocalSlot => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const date = `${part['year']}-${part['month']}-${part['day']}`;
    const half = Number(part['hour']) * 2 + (Number(part['minute']) >= 30 ? 1 : 0);
    return { date, hour: `${date}T${part['hour']}`, weekday: 1 + weekdays.indexOf(part['weekday'] ?? ''), half };
  };
  return (atMs) => {
    const slot = known.get(atMs) ?? read(atMs);
    known.set(atMs, slot);
    return slot;
  };
}
