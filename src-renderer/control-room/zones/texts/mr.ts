/** What is said of a zone that no sensor measures, in Marathi. */
import { counter } from '../../../ui/locale/plural.ts';
import type { EstimateTexts } from './en.ts';

const counted = counter('mr-IN-u-nu-latn');

export const estimatesMr: EstimateTexts = {
  title: 'अंदाज, मोजमाप नाही',
  word: 'अंदाजित',
  noAlarm: 'पातळी अज्ञातच राहते, आणि कोणताही इशारा यावर आधारित नाही.',
  people: 'लोक, सुमारे',
  density: 'घनता, सुमारे',
  between: (low, high) => `${low} ते ${high}`,
  interval: '100 पैकी 95 वेळा',
  confidence: 'खात्री',
  basis: 'आधार',
  kinds: {
    history: (days) => `या विभागाचा स्वतःचा ${days} दिवसांचा इतिहास`,
    neighbours: 'मोजले जाणारे विभाग किती भरले आहेत',
    prior: 'फक्त निर्धारित क्षमता: तर्कापेक्षा फार अधिक नाही',
  },
  inputs: {
    'time-of-week': 'वेळ आणि आठवड्याचा दिवस',
    neighbours: 'आत्ता मोजले जाणारे विभाग',
    events: 'कार्यक्रम',
    weather: 'हवामान',
    capacity: 'निर्धारित क्षमता',
    'unseen-event': 'आधीच्या सर्वांपेक्षा मोठा कार्यक्रम: अंदाज बराच चुकू शकतो',
  },
  score: 'चाचणी',
  tested: (off, inside) => `सरासरी ${off} लोकांचा फरक, ${inside} मर्यादेच्या आत`,
  untested: 'चाचणी झालेली नाही',
  inOthers: (count, zones) =>
    counted(zones, { one: `# विभागात सुमारे ${count} आणखी, अंदाजित`, other: `# विभागांत सुमारे ${count} आणखी, अंदाजित` }),
};
