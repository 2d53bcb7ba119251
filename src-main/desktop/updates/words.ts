/** What the shell says of updates, in three languages. In: versions and times. Out: sentences for people. */
import type { Locale } from '../../../src-contract/texts/language.ts';
import type { Hindrance } from './install-update.ts';
import type { RefusalReason } from './update-refused.ts';

export interface UpdateWords {
  readonly install: (version: string) => string;
  readonly byInstaller: (version: string) => string;
  readonly question: (version: string) => string;
  readonly detail: (seconds: number) => string;
  readonly now: string;
  readonly notNow: string;
  readonly isInstalling: (version: string) => string;
  readonly putOff: Readonly<Record<Hindrance, string>>;
  readonly failed: (why: string) => string;
  readonly refused: Readonly<Record<RefusalReason, string>>;
  readonly unreachable: string;
  readonly cutOff: string;
  readonly onTrial: (version: string) => string;
  readonly runsWell: (version: string) => string;
  readonly isBack: (from: string, to: string, why: string) => string;
  /** Local times. */
  readonly missing: (from: string, until: string) => string;
  readonly noWayBack: (why: string) => string;
}

const en: UpdateWords = {
  install: (version) => `Install version ${version}…`,
  byInstaller: (version) => `Version ${version} is there: have your engineer install it`,
  question: (version) => `Install version ${version} now?`,
  detail: (seconds) =>
    `The station is away for about ${seconds} s: nobody is counted and nobody is warned meanwhile. A backup is made first. A version that does not run well gives way to the present one by itself.`,
  now: 'Install now',
  notNow: 'Not now',
  isInstalling: (version) => `Version ${version} is being installed`,
  putOff: {
    'high-alarm': 'The update waits: a high alarm is active. See to it first.',
    'station-down': 'The update waits: the station does not run, so nobody knows whether an alarm is active.',
  },
  failed: (why) => `The update was not installed, and nothing has changed: ${why}`,
  refused: {
    'not-signed': 'An update was refused: it is not signed by the key of this station’s installer. Tell your engineer.',
    unreadable: 'An update was refused: its description can’t be read. Tell your engineer.',
    'other-station': 'An update was refused: it is for another station. Tell your engineer.',
    'other-system': 'An update was refused: it is for another system or processor. Tell your engineer.',
    older: 'An update was refused: it is older than what was here before. Tell your engineer.',
    damaged: 'An update was refused: its file is not the one that was signed. Tell your engineer.',
  },
  unreachable: 'Updates can’t be reached; they are looked for again',
  cutOff: 'An update was cut off before it was in place. Nothing has changed.',
  onTrial: (version) => `Version ${version} is on trial`,
  runsWell: (version) => `Version ${version} is installed and runs well.`,
  isBack: (from, to, why) =>
    `Version ${to} did not run well (${why}). Version ${from} runs again, and ${to} is not offered any more.`,
  missing: (from, until) =>
    `The store was put back to the backup made before the update: what happened between ${from} and ${until} is missing from it. The newer store is set aside.`,
  noWayBack: (why) => `This version does not run well, and the one before can’t be put back: ${why}. Tell your engineer.`,
};

const hi: UpdateWords = {
  install: (version) => `संस्करण ${version} इंस्टॉल करें…`,
  byInstaller: (version) => `संस्करण ${version} उपलब्ध है: अपने इंजीनियर से इंस्टॉल करवाएँ`,
  question: (version) => `संस्करण ${version} अभी इंस्टॉल करें?`,
  detail: (seconds) =>
    `स्टेशन प्रणाली लगभग ${seconds} सेकंड बंद रहेगी: तब तक न कोई गिनती होगी, न चेतावनी। पहले बैकअप बनता है। नया संस्करण ठीक से न चले तो वर्तमान संस्करण अपने आप लौट आता है।`,
  now: 'अभी इंस्टॉल करें',
  notNow: 'अभी नहीं',
  isInstalling: (version) => `संस्करण ${version} इंस्टॉल हो रहा है`,
  putOff: {
    'high-alarm': 'अपडेट रुका है: एक उच्च अलार्म सक्रिय है। पहले उसे देखें।',
    'station-down': 'अपडेट रुका है: स्टेशन प्रणाली बंद है, इसलिए पता नहीं कि कोई अलार्म सक्रिय है या नहीं।',
  },
  failed: (why) => `अपडेट इंस्टॉल नहीं हुआ, कुछ नहीं बदला: ${why}`,
  refused: {
    'not-signed': 'एक अपडेट अस्वीकार किया गया: उस पर इस स्टेशन की कुंजी के हस्ताक्षर नहीं हैं। अपने इंजीनियर को बताएँ।',
    unreadable: 'एक अपडेट अस्वीकार किया गया: उसका विवरण पढ़ा नहीं जा सका। अपने इंजीनियर को बताएँ।',
    'other-station': 'एक अपडेट अस्वीकार किया गया: वह किसी दूसरे स्टेशन का है। अपने इंजीनियर को बताएँ।',
    'other-system': 'एक अपडेट अस्वीकार किया गया: वह किसी दूसरे सिस्टम या प्रोसेसर का है। अपने इंजीनियर को बताएँ।',
    older: 'एक अपडेट अस्वीकार किया गया: वह पहले से मौजूद संस्करण से पुराना है। अपने इंजीनियर को बताएँ।',
    damaged: 'एक अपडेट अस्वीकार किया गया: उसकी फ़ाइल वह नहीं है जिस पर हस्ताक्षर हुए थे। अपने इंजीनियर को बताएँ।',
  },
  unreachable: 'अपडेट तक नहीं पहुँचा जा सका; फिर से खोजा जाएगा',
  cutOff: 'एक अपडेट बीच में ही रुक गया। कुछ नहीं बदला।',
  onTrial: (version) => `संस्करण ${version} परखा जा रहा है`,
  runsWell: (version) => `संस्करण ${version} इंस्टॉल हो गया और ठीक से चल रहा है।`,
  isBack: (from, to, why) => `संस्करण ${to} ठीक से नहीं चला (${why})। संस्करण ${from} फिर चल रहा है, और ${to} अब नहीं दिया जाएगा।`,
  missing: (from, until) =>
    `डेटा अपडेट से पहले के बैकअप पर लौटाया गया: ${from} से ${until} के बीच जो हुआ वह उसमें नहीं है। नया डेटा अलग रखा गया है।`,
  noWayBack: (why) => `यह संस्करण ठीक से नहीं चल रहा, और पिछला लौटाया नहीं जा सका: ${why}। अपने इंजीनियर को बताएँ।`,
};

const mr: UpdateWords = {
  install: (version) => `आवृत्ती ${version} स्थापित करा…`,
  byInstaller: (version) => `आवृत्ती ${version} उपलब्ध आहे: आपल्या अभियंत्याकडून स्थापित करून घ्या`,
  question: (version) => `आवृत्ती ${version} आता स्थापित करायची?`,
  detail: (seconds) =>
    `स्थानक प्रणाली सुमारे ${seconds} सेकंद बंद राहील: तोपर्यंत मोजणी होणार नाही आणि इशारे मिळणार नाहीत. आधी बॅकअप घेतला जातो. नवी आवृत्ती नीट न चालल्यास सध्याची आवृत्ती आपोआप परत येते.`,
  now: 'आता स्थापित करा',
  notNow: 'आता नको',
  isInstalling: (version) => `आवृत्ती ${version} स्थापित होत आहे`,
  putOff: {
    'high-alarm': 'अद्यतन थांबले आहे: एक उच्च अलार्म सक्रिय आहे. आधी तो पाहा.',
    'station-down': 'अद्यतन थांबले आहे: स्थानक प्रणाली बंद आहे, त्यामुळे अलार्म सक्रिय आहे की नाही हे कळत नाही.',
  },
  failed: (why) => `अद्यतन स्थापित झाले नाही, काहीही बदलले नाही: ${why}`,
  refused: {
    'not-signed': 'एक अद्यतन नाकारले: त्यावर या स्थानकाच्या किल्लीची स्वाक्षरी नाही. आपल्या अभियंत्याला कळवा.',
    unreadable: 'एक अद्यतन नाकारले: त्याचे वर्णन वाचता आले नाही. आपल्या अभियंत्याला कळवा.',
    'other-station': 'एक अद्यतन नाकारले: ते दुसऱ्या स्थानकासाठी आहे. आपल्या अभियंत्याला कळवा.',
    'other-system': 'एक अद्यतन नाकारले: ते दुसऱ्या प्रणाली किंवा प्रोसेसरसाठी आहे. आपल्या अभियंत्याला कळवा.',
    older: 'एक अद्यतन नाकारले: ते आधीच्या आवृत्तीपेक्षा जुने आहे. आपल्या अभियंत्याला कळवा.',
    damaged: 'एक अद्यतन नाकारले: त्याची फाइल स्वाक्षरी केलेली नाही. आपल्या अभियंत्याला कळवा.',
  },
  unreachable: 'अद्यतनांपर्यंत पोहोचता आले नाही; पुन्हा शोधले जातील',
  cutOff: 'एक अद्यतन मध्येच थांबले. काहीही बदलले नाही.',
  onTrial: (version) => `आवृत्ती ${version} ची चाचणी सुरू आहे`,
  runsWell: (version) => `आवृत्ती ${version} स्थापित झाली असून नीट चालत आहे.`,
  isBack: (from, to, why) => `आवृत्ती ${to} नीट चालली नाही (${why}). आवृत्ती ${from} पुन्हा चालू आहे, आणि ${to} आता दिली जाणार नाही.`,
  missing: (from, until) =>
    `डेटा अद्यतनापूर्वीच्या बॅकअपवर परत नेला: ${from} ते ${until} दरम्यान जे घडले ते त्यात नाही. नवा डेटा बाजूला ठेवला आहे.`,
  noWayBack: (why) => `ही आवृत्ती नीट चालत नाही, आणि आधीची परत आणता आली नाही: ${why}. आपल्या अभियंत्याला कळवा.`,
};

export const updateWords: Readonly<Record<Locale, UpdateWords>> = { en, hi, mr };
