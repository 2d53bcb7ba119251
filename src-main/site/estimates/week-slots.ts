/** Instants → half hours of the station's own week, Monday 00:00 first. A change of the clock moves them as it moves people. */

const slotMs = 30 * 60_000;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Three weeks of half hours, and then some. */
const mostKept = 2000;

export function createWeekSlots(timezone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: timezone, hourCycle: 'h23', weekday: 'short', hour: '2-digit', minute: '2-digit' },
  });
  const kept = new Map<number, number>();
  return (atMs) => {
    const halfHour = Math.floor(atMs / slotMs);
    const known = kept.get(halfHour);
    if (known !== undefined) return known;
    const parts = Object.fromEntries(format.formatToParts(halfHour * slotMs).map(({ type, value }) => [type, value]));
    const day = weekdays.indexOf(parts['weekday'] ?? 'Mon');
    const slot = 48 * day + 2 * Number(parts['hour']) + (Number(parts['minute']) >= 30 ? 1 : 0);
    if (kept.size >= mostKept) kept.clear();
    kept.set(halfHour, slot);
    return slot;
  };
}
