/** The words of the Site screen around its sections, in English; the other languages are typed by them. */
export const siteEn = {
  sections: 'Sections of the site',
  places: 'Places',
  weather: 'Weather',
  walks: 'Routes',
  events: 'Events',
  osm: 'Places and ways: © OpenStreetMap contributors',
};
