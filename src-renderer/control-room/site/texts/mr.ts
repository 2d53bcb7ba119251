/** The words of the Site screen around its sections, in Marathi. */
import type { Catalogue } from '../../i18n/en.ts';

export const siteMr: Catalogue['site'] = {
  sections: 'परिसराचे विभाग',
  places: 'ठिकाणे',
  weather: 'हवामान',
  walks: 'मार्ग',
  events: 'कार्यक्रम',
  osm: 'ठिकाणे आणि वाटा: © OpenStreetMap योगदानकर्ते',
};
