/** The words of the replay on the map, in Marathi. */
import type { Catalogue } from '../../i18n/en.ts';

export const replayMr: Catalogue['replay'] = {
  open: 'पुनर्दर्शन',
  title: 'मागील काळाचे पुनर्दर्शन',
  word: 'पुनर्दर्शन',
  notNow: 'हा मागील काळ आहे. आत्ताचे अलार्म वर वाजत राहतील.',
  backToLive: 'आत्ताकडे परत',
  zones: 'क्षेत्रे, तेव्हा जशी होती',
  alarms: 'अलार्म, तेव्हा जसे होते',
  noAlarms: 'या वेळी एकही उघडा अलार्म नाही',
  evidence: 'या वेळचे पुरावे',
  noEvidence: 'या वेळेची एकही क्लिप नाही',
  clip: (camera, from, to) => `${camera} ची क्लिप, ${from} ते ${to}`,
  layersNote:
    'कॅमेऱ्यांनी वेगवेगळे पाहिलेले लोक त्यांच्या जागी दिसतात. त्यांच्या जागा काही दिवसच ठेवल्या जातात; प्रवाह आणि घनतेचे भाग ठेवले जात नाहीत.',
  noPeople: 'या वेळी कोणाचीही जागा नोंदलेली नाही',
  counts: (zone) => `${zone} मधील लोक, दाखवलेल्या काळात`,
  time: 'दाखवली जाणारी वेळ',
  play: 'सुरू करा',
  pause: 'थांबवा',
  space: 'स्पेस',
  previousEvent: 'मागील घटनेकडे',
  nextEvent: 'पुढील घटनेकडे',
  speed: 'वेग',
  span: 'कालावधीची लांबी',
  begin: 'कालावधीची सुरुवात, स्थानकाची वेळ',
  earlier: 'आधीचा कालावधी',
  later: 'नंतरचा कालावधी',
  gap: 'या वेळी काहीही नोंदले गेले नाही: स्थानक बंद होते, किंवा त्याची नोंद काढली गेली आहे.',
  truncated: 'अलार्मांबाबत इतके घडले की सर्व मावत नाही: सर्व पाहण्यासाठी लहान कालावधी निवडा.',
  failed: 'मागील काळ आणता आला नाही',
  marks: {
    'incident-opened': (title) => `घटना उघडली ${title}`,
    'incident-resolved': (title) => `घटना सोडवली ${title}`,
    'evidence-mark': (note) => (note === '' ? 'खूण' : `खूण: ${note}`),
  },
};
