/** The words of named layouts, in Hindi. */
import type { Catalogue } from '../../i18n/en.ts';

export const layoutsHi: Catalogue['layouts'] = {
  menu: 'विन्यास',
  own: 'मेरे विन्यास',
  none: 'अभी कोई नहीं रखा। दीवार सजाएँ, फिर उसे नाम देकर रखें।',
  offline: 'स्टेशन उत्तर नहीं दे रहा: ये पिछले ज्ञात विन्यास हैं।',
  keep: 'यह सजावट रखें',
  title: 'विन्यास रखें',
  name: 'नाम',
  nameHint: 'इसी नाम का पुराना बदल जाएगा',
  key: 'कुंजी',
  noKey: 'कोई कुंजी नहीं',
  overview: 'सारांश',
  arrangements: { balanced: 'संतुलित', map: 'बड़ा नक्शा', alarms: 'बड़ी अलार्म सूची' },
  secondWindow: 'दूसरी खिड़की',
  asItIs: 'जैसी है',
  save: 'रखें',
  kept: (name) => `विन्यास रखा गया: ${name}`,
  forget: (name) => `विन्यास ${name} भूलें`,
  show: (name) => `विन्यास: ${name}`,
  shipped: { one: 'एक चित्र', four: 'चार चित्र', nine: 'नौ चित्र', sixteen: 'सोलह चित्र' },
};
