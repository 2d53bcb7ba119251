/** The words around charts in Hindi. */
import type { ChartTexts } from './en.ts';

export const chartHi: ChartTexts = {
  hint: 'ज़ूम के लिए खींचें, सब देखने के लिए दो बार क्लिक करें; या तीर कुंजियाँ, + − 0',
  showAll: 'सब दिखाएँ',
  csv: 'CSV तालिका',
  csvHint: 'आँकड़े तालिका के रूप में सहेजें',
  png: 'PNG चित्र',
  pngHint: 'चार्ट को चित्र के रूप में सहेजें',
  unknown: 'अज्ञात',
  legend: 'रेखाएँ',
};
