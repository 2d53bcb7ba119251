/** The sections of the Analytics screen, in their order. */
export const analyticsSections = ['crowd', 'traffic', 'activity'] as const;
export type AnalyticsSection = (typeof analyticsSections)[number];
