/** The words of the palette, in Marathi. */
import { counter } from '../../../ui/locale/plural.ts';
import type { Catalogue } from '../../i18n/en.ts';

const counted = counter('mr-IN-u-nu-latn');

export const paletteMr: Catalogue['palette'] = {
  title: 'काहीही शोधा आणि करा',
  open: 'शोधा आणि करा',
  placeholder: 'पडदा, कॅमेरा, क्षेत्र, अलार्म, व्यक्ती, ठिकाण किंवा काम',
  results: 'जे सापडले',
  recent: 'मागच्या वेळचे',
  groups: {
    alarms: 'उघडे अलार्म',
    incidents: 'घटना',
    screens: 'पडदे',
    actions: 'कामे',
    layouts: 'मांडण्या आणि खिडक्या',
    cameras: 'कॅमेरे',
    zones: 'क्षेत्रे',
    sensors: 'सेन्सर',
    people: 'माणसे',
    places: 'ठिकाणे',
  },
  found: (n) => counted(n, { one: '# गोष्ट सापडली', other: '# गोष्टी सापडल्या' }),
  none: 'काही सापडले नाही. कमी अक्षरे किंवा दुसरे नाव वापरून पाहा.',
  acknowledge: (alarm) => `स्वीकारा: ${alarm}`,
  shelve: (alarm) => `बाजूला ठेवा: ${alarm}`,
  theme: (theme) => `रंगरूप: ${theme}`,
  speak: (language) => `भाषा: ${language}`,
  loudness: (loudness) => `अलार्मचा आवाज: ${loudness}`,
  lettersOn: 'एक-अक्षरी कळा चालू करा',
  lettersOff: 'एक-अक्षरी कळा बंद करा',
  section: (screen, section) => `${screen} – ${section}`,
  kiosk: 'चौकटीशिवाय पूर्ण पडदा वापरा (किऑस्क)',
  leaveKiosk: 'किऑस्कमधून बाहेर पडा',
  quit: 'कवच बंद करा',
};
