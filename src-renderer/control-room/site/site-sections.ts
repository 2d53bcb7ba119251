/** The sections of the Site screen, in their order. */
export const siteSections = ['places', 'weather', 'walks', 'events'] as const;
export type SiteSection = (typeof siteSections)[number];
