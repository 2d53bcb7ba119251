/** The words around charts in Marathi. */
import type { ChartTexts } from './en.ts';

export const chartMr: ChartTexts = {
  hint: 'झूमसाठी ओढा, सर्व पाहण्यासाठी दोनदा क्लिक करा; किंवा बाण कळा, + − 0',
  showAll: 'सर्व दाखवा',
  csv: 'CSV तक्ता',
  csvHint: 'आकडे तक्त्यात जतन करा',
  png: 'PNG चित्र',
  pngHint: 'आलेख चित्र म्हणून जतन करा',
  unknown: 'अज्ञात',
  legend: 'रेषा',
};
