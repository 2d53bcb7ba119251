/** The words of staff on the plan in English; the other languages are typed by them. */

export const staffEn = {
  title: 'On duty',
  here: 'on shift',
  asleep: 'on shift, its screen may go dark',
  lost: (age: string) => `phone not heard of for ${age}`,
  zoneAlone: 'Shown in the zone that the phone was given: phones report no position.',
  nobody: 'Nobody on duty here',
  nowhere: (n: string) => `${n} without a zone`,
};
export type StaffTexts = typeof staffEn;
