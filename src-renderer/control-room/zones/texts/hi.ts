/** What is said of a zone that no sensor measures, in Hindi. */
import { counter } from '../../../ui/locale/plural.ts';
import type { EstimateTexts } from './en.ts';

const counted = counter('hi-IN-u-nu-latn');

export const estimatesHi: EstimateTexts = {
  title: 'अनुमान, माप नहीं',
  word: 'अनुमानित',
  noAlarm: 'स्तर अज्ञात रहता है, और कोई अलार्म इस पर आधारित नहीं है।',
  people: 'लोग, लगभग',
  density: 'घनत्व, लगभग',
  between: (low, high) => `${low} से ${high}`,
  interval: '100 में से 95 बार',
  confidence: 'विश्वास',
  basis: 'आधार',
  kinds: {
    history: (days) => `इस क्षेत्र का अपना ${days} दिनों का इतिहास`,
    neighbours: 'मापे जा रहे क्षेत्र कितने भरे हैं',
    prior: 'केवल निर्धारित क्षमता: अटकल से थोड़ा ही अधिक',
  },
  inputs: {
    'time-of-week': 'समय और सप्ताह का दिन',
    neighbours: 'अभी मापे जा रहे क्षेत्र',
    events: 'आयोजन',
    weather: 'मौसम',
    capacity: 'निर्धारित क्षमता',
    'unseen-event': 'पहले के सभी आयोजनों से बड़ा आयोजन: अनुमान बहुत ग़लत हो सकता है',
  },
  score: 'जाँच',
  tested: (off, inside) => `औसतन ${off} लोगों का अंतर, ${inside} सीमा के भीतर`,
  untested: 'जाँच नहीं हुई',
  inOthers: (count, zones) =>
    counted(zones, { one: `# क्षेत्र में लगभग ${count} और, अनुमानित`, other: `# क्षेत्रों में लगभग ${count} और, अनुमानित` }),
};
