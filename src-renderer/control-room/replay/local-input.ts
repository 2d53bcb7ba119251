/** Times of the station's clock as a date-time field has them (`YYYY-MM-DDTHH:MM`), and back. Pure. */

export function localInput(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Null for what is no time. Where a clock is set forward, the time after the leap. */
export function stationMs(text: string, timeZone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
  const asUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (ms: number) => Date.parse(`${localInput(ms, timeZone)}:00Z`) - Math.floor(ms / 60_000) * 60_000;
  // The offset of the time itself, which the first guess may miss by one change of the clock.
  return asUtc - offsetAt(asUtc - offsetAt(asUtc));
}
