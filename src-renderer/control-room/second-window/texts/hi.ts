/** The words of the second window, in Hindi. */
import type { Catalogue } from '../../i18n/en.ts';

export const secondWindowHi: Catalogue['secondWindow'] = {
  open: (view) => `दूसरे पर्दे पर: ${view}`,
  views: { map: 'नक्शा', wall: 'कैमरा दीवार', alarms: 'अलार्म' },
  view: 'यह खिड़की क्या दिखाए',
  fullScreen: 'पूरा पर्दा',
  blocked: 'ब्राउज़र ने दूसरी खिड़की रोक दी। पते की पट्टी में इस स्टेशन की खिड़कियाँ खुलने दें, फिर कोशिश करें।',
};
