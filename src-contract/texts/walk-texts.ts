/**
 * The words of a step on foot. In: a locale and the step; out: one line. Names are as the site file or the map writes them. The server
 * makes all three languages, so that a phone can read a route out without a connection.
 */
import type { StepKind, WalkKind, WalkStep } from '../domain/walk.ts';
import type { Locale } from './language.ts';

interface StepFacts {
  readonly name: string | null;
  readonly way: WalkKind;
  /** Rounded, with its unit. */
  readonly distance: string;
}
type StepLine = (facts: StepFacts) => string;

interface WalkLanguage {
  readonly metres: string;
  readonly kilometres: string;
  /** What a stretch without a name is called where one goes up, down or along it. */
  readonly ways: Readonly<Record<WalkKind, string>>;
  readonly steps: Readonly<Record<StepKind, StepLine>>;
}

const en: WalkLanguage = {
  metres: 'm',
  kilometres: 'km',
  ways: {
    ...{ level: 'the path', stairs: 'the stairs', ramp: 'the ramp', escalator: 'the escalator' },
    ...{ lift: 'the lift', crossing: 'the crossing', road: 'the road' },
  },
  steps: {
    start: ({ name, distance }) => (name === null ? `Start, ${distance}` : `Start along ${name}, ${distance}`),
    straight: ({ name, way, distance }) =>
      name === null && way === 'level'
        ? `Go straight on, ${distance}`
        : `Go straight on along ${name ?? en.ways[way]}, ${distance}`,
    left: ({ name, distance }) => (name === null ? `Turn left, ${distance}` : `Turn left onto ${name}, ${distance}`),
    right: ({ name, distance }) => (name === null ? `Turn right, ${distance}` : `Turn right onto ${name}, ${distance}`),
    back: ({ distance }) => `Turn round, ${distance}`,
    up: ({ name, way }) => `Go up ${name ?? en.ways[way]}`,
    down: ({ name, way }) => `Go down ${name ?? en.ways[way]}`,
    lift: ({ name, way }) => `Take ${name ?? en.ways[way]}`,
    arrive: ({ name }) => (name === null ? 'You are there' : `You are there: ${name}`),
    exit: ({ name }) => (name === null ? 'Leave here: you are outside' : `Leave by ${name}: you are outside`),
  },
};

const hi: WalkLanguage = {
  metres: 'मी',
  kilometres: 'किमी',
  ways: {
    ...{ level: 'रास्ते', stairs: 'सीढ़ियों', ramp: 'ढलान', escalator: 'एस्केलेटर' },
    ...{ lift: 'लिफ़्ट', crossing: 'क्रॉसिंग', road: 'सड़क' },
  },
  steps: {
    start: ({ name, distance }) => (name === null ? `चलना शुरू करें, ${distance}` : `${name} से चलना शुरू करें, ${distance}`),
    straight: ({ name, way, distance }) =>
      name === null && way === 'level' ? `सीधे चलते रहें, ${distance}` : `${name ?? hi.ways[way]} पर सीधे चलें, ${distance}`,
    left: ({ name, distance }) => (name === null ? `बाएँ मुड़ें, ${distance}` : `बाएँ मुड़कर ${name} पर चलें, ${distance}`),
    right: ({ name, distance }) => (name === null ? `दाएँ मुड़ें, ${distance}` : `दाएँ मुड़कर ${name} पर चलें, ${distance}`),
    back: ({ distance }) => `पीछे मुड़कर चलें, ${distance}`,
    up: ({ name, way }) => `${name ?? hi.ways[way]} से ऊपर जाएँ`,
    down: ({ name, way }) => `${name ?? hi.ways[way]} से नीचे जाएँ`,
    lift: ({ name, way }) => `${name ?? hi.ways[way]} से जाएँ`,
    arrive: ({ name }) => (name === null ? 'आप पहुँच गए' : `आप पहुँच गए: ${name}`),
    exit: ({ name }) => (name === null ? 'यहाँ से निकलें: आप बाहर हैं' : `${name} से निकलें: आप बाहर हैं`),
  },
};

const mr: WalkLanguage = {
  metres: 'मी',
  kilometres: 'किमी',
  ways: {
    ...{ level: 'वाटे', stairs: 'जिन्या', ramp: 'उतारा', escalator: 'सरकत्या जिन्या' },
    ...{ lift: 'लिफ्ट', crossing: 'क्रॉसिंग', road: 'रस्त्या' },
  },
  steps: {
    start: ({ name, distance }) =>
      name === null ? `चालायला सुरुवात करा, ${distance}` : `${name} येथून चालायला सुरुवात करा, ${distance}`,
    straight: ({ name, way, distance }) =>
      name !== null
        ? `${name} येथून सरळ चाला, ${distance}`
        : way === 'level'
          ? `सरळ चालत राहा, ${distance}`
          : `${mr.ways[way]}वरून सरळ चाला, ${distance}`,
    left: ({ name, distance }) => (name === null ? `डावीकडे वळा, ${distance}` : `डावीकडे ${name} येथे वळा, ${distance}`),
    right: ({ name, distance }) => (name === null ? `उजवीकडे वळा, ${distance}` : `उजवीकडे ${name} येथे वळा, ${distance}`),
    back: ({ distance }) => `मागे वळून चाला, ${distance}`,
    up: ({ name, way }) => (name === null ? `${mr.ways[way]}वरून वर जा` : `वर जा: ${name}`),
    down: ({ name, way }) => (name === null ? `${mr.ways[way]}वरून खाली जा` : `खाली जा: ${name}`),
    lift: ({ name, way }) => `${name ?? mr.ways[way]}ने जा`,
    arrive: ({ name }) => (name === null ? 'तुम्ही पोहोचलात' : `तुम्ही पोहोचलात: ${name}`),
    exit: ({ name }) => (name === null ? 'येथून बाहेर पडा: तुम्ही बाहेर आहात' : `${name} येथून बाहेर पडा: तुम्ही बाहेर आहात`),
  },
};

const languages: Readonly<Record<Locale, WalkLanguage>> = { en, hi, mr };

export function walkStepText(locale: Locale, { kind, way, name, distanceM }: WalkStep): string {
  const language = languages[locale];
  return language.steps[kind]({ name, way, distance: walkDistance(language, distanceM) });
}

/** To 5 m, from 100 m on to 10 m, from 1 km on to 100 m: nobody paces out more. */
function walkDistance({ metres, kilometres }: WalkLanguage, distanceM: number): string {
  if (distanceM >= 995) return `${(Math.round(distanceM / 100) / 10).toFixed(1)} ${kilometres}`;
  const step = distanceM < 97.5 ? 5 : 10;
  return `${Math.max(step, Math.round(distanceM / step) * step)} ${metres}`;
}
