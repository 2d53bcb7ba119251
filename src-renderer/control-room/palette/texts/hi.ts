/** The words of the palette, in Hindi. */
import { counter } from '../../../ui/locale/plural.ts';
import type { Catalogue } from '../../i18n/en.ts';

const counted = counter('hi-IN-u-nu-latn');

export const paletteHi: Catalogue['palette'] = {
  title: 'कुछ भी खोजें और करें',
  open: 'खोजें और करें',
  placeholder: 'स्क्रीन, कैमरा, क्षेत्र, अलार्म, व्यक्ति, स्थान या काम',
  results: 'जो मिला',
  recent: 'पिछली बार के',
  groups: {
    alarms: 'खुले अलार्म',
    incidents: 'घटनाएँ',
    screens: 'स्क्रीनें',
    actions: 'काम',
    layouts: 'विन्यास और खिड़कियाँ',
    cameras: 'कैमरे',
    zones: 'क्षेत्र',
    sensors: 'सेंसर',
    people: 'लोग',
    places: 'स्थान',
  },
  found: (n) => counted(n, { one: '# चीज़ मिली', other: '# चीज़ें मिलीं' }),
  none: 'कुछ नहीं मिला। कम अक्षर या दूसरा नाम आज़माएँ।',
  acknowledge: (alarm) => `स्वीकार करें: ${alarm}`,
  shelve: (alarm) => `अलग रखें: ${alarm}`,
  theme: (theme) => `रंग-रूप: ${theme}`,
  speak: (language) => `भाषा: ${language}`,
  loudness: (loudness) => `अलार्म की ध्वनि: ${loudness}`,
  lettersOn: 'एक-अक्षर कुंजियाँ चालू करें',
  lettersOff: 'एक-अक्षर कुंजियाँ बंद करें',
  section: (screen, section) => `${screen} – ${section}`,
  kiosk: 'बिना फ़्रेम के पूरी स्क्रीन भरें (कियोस्क)',
  leaveKiosk: 'कियोस्क से बाहर आएँ',
  quit: 'कवच बंद करें',
};
