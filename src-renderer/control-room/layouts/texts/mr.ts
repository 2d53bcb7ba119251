/** The words of named layouts, in Marathi. */
import type { Catalogue } from '../../i18n/en.ts';

export const layoutsMr: Catalogue['layouts'] = {
  menu: 'मांडण्या',
  own: 'माझ्या मांडण्या',
  none: 'अजून एकही ठेवलेली नाही. भिंत मांडा, मग तिला नाव देऊन ठेवा.',
  offline: 'स्थानक उत्तर देत नाही: या शेवटच्या माहीत असलेल्या मांडण्या आहेत.',
  keep: 'ही मांडणी ठेवा',
  title: 'मांडणी ठेवा',
  name: 'नाव',
  nameHint: 'याच नावाची जुनी बदलली जाईल',
  key: 'कळ',
  noKey: 'कळ नाही',
  overview: 'आढावा',
  arrangements: { balanced: 'समतोल', map: 'मोठा नकाशा', alarms: 'मोठी अलार्म यादी' },
  secondWindow: 'दुसरी खिडकी',
  asItIs: 'आहे तशी',
  save: 'ठेवा',
  kept: (name) => `मांडणी ठेवली: ${name}`,
  forget: (name) => `मांडणी ${name} विसरा`,
  show: (name) => `मांडणी: ${name}`,
  shipped: { one: 'एक चित्र', four: 'चार चित्रे', nine: 'नऊ चित्रे', sixteen: 'सोळा चित्रे' },
};
