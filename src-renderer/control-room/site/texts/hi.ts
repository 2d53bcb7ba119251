/** The words of the Site screen around its sections, in Hindi. */
import type { Catalogue } from '../../i18n/en.ts';

export const siteHi: Catalogue['site'] = {
  sections: 'स्थल के अनुभाग',
  places: 'स्थान',
  weather: 'मौसम',
  walks: 'मार्ग',
  events: 'आयोजन',
  osm: 'स्थान और रास्ते: © OpenStreetMap के योगदानकर्ता',
};
