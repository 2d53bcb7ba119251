/** What is said of a zone that no sensor measures. */
import { counter } from '../../../ui/locale/plural.ts';

const counted = counter('en');

export const estimatesEn = {
  title: 'Estimated, not measured',
  word: 'estimated',
  noAlarm: 'The band stays unknown, and no alarm rests on it.',
  people: 'People, about',
  density: 'Density, about',
  between: (low: string, high: string) => `${low} to ${high}`,
  interval: '95 times of 100',
  confidence: 'Confidence',
  basis: 'Rests on',
  kinds: {
    history: (days: string) => `its own past of ${days} days`,
    neighbours: 'how full the measured zones are',
    prior: 'its rated capacity alone: hardly more than a guess',
  },
  inputs: {
    'time-of-week': 'hour and weekday',
    neighbours: 'zones measured now',
    events: 'events',
    weather: 'weather',
    capacity: 'rated capacity',
    'unseen-event': 'an event larger than any before: it may be far off',
  },
  score: 'Tested',
  tested: (off: string, inside: string) => `off by ${off} people on average, ${inside} inside the interval`,
  untested: 'not tested',
  inOthers: (count: string, zones: number) =>
    counted(zones, { one: `about ${count} more, estimated, in # zone`, other: `about ${count} more, estimated, in # zones` }),
};
export type EstimateTexts = typeof estimatesEn;
