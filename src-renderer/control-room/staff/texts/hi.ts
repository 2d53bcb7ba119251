/** The words of staff on the plan in Hindi. */
import type { StaffTexts } from './en.ts';

export const staffHi: StaffTexts = {
  title: 'ड्यूटी पर',
  here: 'ड्यूटी पर है',
  asleep: 'ड्यूटी पर, पर फ़ोन की स्क्रीन बंद हो सकती है',
  lost: (age) => `${age} से फ़ोन की कोई ख़बर नहीं`,
  zoneAlone: 'फ़ोन को दिए गए क्षेत्र में दिखाया गया है: फ़ोन अपनी जगह नहीं बताते।',
  nobody: 'यहाँ कोई ड्यूटी पर नहीं',
  nowhere: (n) => `${n} बिना क्षेत्र के`,
};
