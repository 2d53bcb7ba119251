/**
 * The usual count of each half hour of the week, from minutes that were known. In: minutes with the half hour that each lies in. Out: a
 * figure for each of the 336. A half hour that was seen little borrows from the same half hour of all days, and that from all times.
 */

/** Half hours of a week, Monday 00:00 local first. */
export const slotsOfWeek = 336;
const slotsOfDay = 48;
/** As many minutes weigh as much as what is borrowed: two days' worth of a half hour for the time of day, a week's more for the weekday. */
const borrowedMinutes = 60;

export interface UsualWeek {
  /** Takes a known minute in. */
  add(slot: number, count: number): void;
  /** [slotsOfWeek]; zeros while nothing was taken in. */
  figures(): Float64Array;
}

export function createUsualWeek(): UsualWeek {
  const sums = new Float64Array(slotsOfWeek);
  const minutes = new Float64Array(slotsOfWeek);
  return {
    add(slot, count) {
      sums[slot] = (sums[slot] ?? 0) + count;
      minutes[slot] = (minutes[slot] ?? 0) + 1;
    },
    figures() {
      const all = total(minutes);
      const mean = all === 0 ? 0 : total(sums) / all;
      const ofDay = Float64Array.from({ length: slotsOfDay }, (_, slot) => {
        const [sum, seen] = [overDays(sums, slot), overDays(minutes, slot)];
        return (sum + borrowedMinutes * mean) / (seen + borrowedMinutes);
      });
      return sums.map((sum, slot) => {
        const usual = ofDay[slot % slotsOfDay] ?? mean;
        return (sum + borrowedMinutes * usual) / ((minutes[slot] ?? 0) + borrowedMinutes);
      });
    },
  };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function overDays(values: Float64Array, slotOfDay: number): number {
  let sum = 0;
  for (let slot = slotOfDay; slot < slotsOfWeek; slot += slotsOfDay) sum += values[slot] ?? 0;
  return sum;
}
