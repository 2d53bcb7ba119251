/** The words of the second window, in Marathi. */
import type { Catalogue } from '../../i18n/en.ts';

export const secondWindowMr: Catalogue['secondWindow'] = {
  open: (view) => `दुसऱ्या पडद्यावर: ${view}`,
  views: { map: 'नकाशा', wall: 'कॅमेरा भिंत', alarms: 'अलार्म' },
  view: 'ही खिडकी काय दाखवेल',
  fullScreen: 'पूर्ण पडदा',
  blocked: 'ब्राउझरने दुसरी खिडकी अडवली. पत्त्याच्या पट्टीत या स्थानकाच्या खिडक्या उघडू द्या, मग पुन्हा प्रयत्न करा.',
};
