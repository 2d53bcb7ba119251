/** The words of staff on the plan in Marathi. */
import type { StaffTexts } from './en.ts';

export const staffMr: StaffTexts = {
  title: 'ड्युटीवर',
  here: 'ड्युटीवर आहे',
  asleep: 'ड्युटीवर, पण फोनची स्क्रीन बंद होऊ शकते',
  lost: (age) => `फोनकडून ${age} काही कळलेले नाही`,
  zoneAlone: 'फोनला दिलेल्या क्षेत्रात दाखवले आहे: फोन आपली जागा सांगत नाहीत.',
  nobody: 'येथे कोणी ड्युटीवर नाही',
  nowhere: (n) => `${n} क्षेत्राविना`,
};
