/** Marathi. In: facts; out: words (language.ts says which). Reasons from programs stay in English. */
import type { AlarmText, Language, TextFacts } from './language.ts';
import { sensorName, sentences, unitOf } from './sentences.ts';

const crowdActions = {
  low: 'विभागावर आणि त्याच्या कॅमेऱ्यावर लक्ष ठेवा आणि प्रवेश मर्यादित करण्याची तयारी ठेवा.',
  medium: 'प्रवेश मर्यादित करा, विभागात कर्मचारी पाठवा आणि घोषणा करायला सांगा.',
  high: 'प्रवेश ताबडतोब थांबवा, बाहेर पडण्याचे सर्व मार्ग उघडा, कर्मचारी पाठवा आणि स्टेशन मास्तर व RPF यांना कळवा. तोपर्यंत प्लॅटफॉर्म बदलू नका.',
} as const;

function crowdDensity(facts: TextFacts): AlarmText {
  const byCapacity = facts.text('basis') === 'capacity';
  const minutes = facts.minutes('timeToRedS');
  const reddening = minutes !== null && facts.priority !== 'high';
  return {
    title: `${facts.text('zoneName') ?? 'विभाग'}: गर्दीची पातळी ${facts.level}`,
    cause: sentences(
      byCapacity
        ? `${facts.figure('count') ?? '?'} व्यक्ती, म्हणजे ${facts.figure('capacity') ?? '?'} या ठरलेल्या क्षमतेच्या ${facts.percent('value') ?? '?'} (मर्यादा ${facts.percent('edge') ?? '?'}).`
        : `सर्वात दाट भागात प्रति चौरस मीटर ${facts.figure('value') ?? '?'} व्यक्ती आहेत (मर्यादा ${facts.figure('edge') ?? '?'}).`,
      facts.text('saturated') === null ? null : 'मोजण्यासाठी गर्दी फार दाट आहे: खरी संख्या जास्त आहे.',
      facts.stepUps === null ? null : `एक पातळी अधिक गंभीर धरली आहे, कारण: ${facts.stepUps}.`,
      reddening ? `ये-जा अशीच राहिली तर सुमारे ${minutes} मिनिटांत पातळी गंभीर होईल.` : null,
    ),
    action: crowdActions[facts.priority],
  };
}

function cameraOffline(facts: TextFacts): AlarmText {
  const count = facts.figure('cameraCount');
  if (count !== null)
    return {
      title: `${facts.figure('cameraTotal') ?? '?'} पैकी ${count} कॅमेरे एकाच वेळी बंद पडले`,
      cause: `सर्वात आधी बंद पडला: ${facts.text('firstCamera') ?? '?'}. बंद कॅमेरे: ${facts.text('cameras') ?? '?'}. त्यांचा नेटवर्क स्विच, केबल किंवा वीजपुरवठा एकच असू शकतो.`,
      action: 'जिथली गर्दी आता दिसत नाही तिथे कर्मचारी पाठवा आणि नेटवर्क व वीजपुरवठा तपासून घ्या.',
    };
  const zones = facts.text('zones');
  return {
    title: `कॅमेरा ${name(facts)} बंद आहे`,
    cause: sentences(`चित्र येत नाही${reason(facts)}.`, zones === null ? null : `हा कॅमेरा हे विभाग पाहतो: ${zones}.`),
    action: 'या जागेवर दुसऱ्या कॅमेऱ्याने किंवा कर्मचाऱ्यांमार्फत लक्ष ठेवा आणि कॅमेऱ्याची वीज व नेटवर्क तपासून घ्या. स्टेशन जोडणीचा प्रयत्न करत राहील.',
  };
}

function panic(facts: TextFacts): AlarmText {
  const words = facts.text('description');
  const place = facts.text('zoneName') ?? facts.text('place');
  const position = place === null ? facts.text('position') : null;
  return {
    title: `मदतीची हाक: ${place ?? (position === null ? 'ठिकाण सांगितलेले नाही' : 'नकाशावरील सर्व विभागांच्या बाहेर')}`,
    cause: sentences(
      `${facts.text('reporter') ?? 'कोणीतरी'} यांनी ${words === null ? 'घबराटीची माहिती दिली आहे' : `कळवले: “${words}”`}.`,
      `आतापर्यंत आलेल्या सूचना: ${facts.figure('reports') ?? '1'}.`,
      position === null ? null : `अक्षांश-रेखांश: ${position}.`,
    ),
    action:
      'त्या ठिकाणचा कॅमेरा पाहा, सर्वात जवळचे कर्मचारी पाठवा आणि RPF व वैद्यकीय केंद्राला कळवा. सर्व सुरळीत झाल्यावर घटना पूर्ण झाली असे नोंदवा.',
  };
}

function relayBehind(facts: TextFacts): AlarmText {
  const engine = facts.text('engine') ?? '?';
  const waiting = `${facts.figure('waiting') ?? '?'} घटना थांबल्या आहेत.`;
  switch (facts.text('cause')) {
    case 'dropped':
      return {
        title: `${engine} कडे जाणाऱ्या घटना गमावल्या जात आहेत`,
        cause: `स्टेशन ठेवू शकते त्याहून जास्त घटना थांबल्या आहेत, म्हणून सर्वात जुन्या काढल्या जात आहेत${reason(facts)}. ${waiting}`,
        action: 'जोडणी आणि सर्व्हर लगेच दुरुस्त करून घ्या: जे काढले गेले ते तिथे कधीच पोहोचणार नाही. स्टेशनचे स्वतःचे काम सुरूच राहील.',
      };
    case 'refused':
      return {
        title: `${engine} घटना नाकारत आहे`,
        cause: `काही घटनांमधील मजकूर ते स्वीकारत नाही${reason(facts)}. त्या बाजूला ठेवल्या आहेत आणि बाकीच्या जात आहेत.`,
        action: 'हे कारण तांत्रिक सहाय्याला कळवा. स्टेशनचे स्वतःचे काम सुरूच राहील.',
      };
    default:
      return {
        title: `${engine} ${facts.figure('minutes') ?? '?'} मिनिटे मागे आहे`,
        cause: `त्याच्याकडे जाणाऱ्या घटना पोहोचत नाहीत${reason(facts)}. ${waiting}`,
        action: 'जोडणी आणि सर्व्हर तपासून घ्या. अजून काहीही गमावलेले नाही आणि स्टेशनचे स्वतःचे काम सुरूच राहील.',
      };
  }
}

function name(facts: TextFacts): string {
  return facts.text('cameraName') ?? '?';
}

function reason(facts: TextFacts): string {
  const text = facts.text('reason');
  return text === null ? '' : ` (${text})`;
}

export const mr: Language = {
  words: {
    bands: { unknown: 'अज्ञात', green: 'हिरवी', amber: 'पिवळी', orange: 'नारिंगी', red: 'लाल', black: 'काळी' },
    levels: { low: 'कमी', moderate: 'मध्यम', high: 'जास्त', critical: 'अतिगंभीर', unknown: 'अज्ञात' },
    stepUps: {
      'counter-flow': 'समोरासमोरची ये-जा',
      'outflow-falling': 'आत येणारे वाढत आहेत आणि बाहेर जाणारे कमी होत आहेत',
      pressure: 'गर्दीचा दाब',
      stairs: 'जिन्याचा वापर',
    },
    priorities: { low: 'कमी', medium: 'मध्यम', high: 'उच्च' },
    lives: {
      normal: 'संपला',
      unacknowledged: 'दखल बाकी',
      acknowledged: 'दखल घेतली',
      returned: 'पूर्ववत झाला, दखल बाकी',
      shelved: 'काही काळ बाजूला ठेवला',
      suppressed: 'मूळ अलार्ममुळे दडवला',
      'out-of-service': 'सेवेबाहेर',
    },
    alarmEvents: {
      raised: 'अलार्म आला',
      worsened: 'स्थिती बिघडली',
      eased: 'स्थिती सुधारली',
      updated: 'माहिती बदलली',
      acknowledged: 'दखल घेतली',
      returned: 'पूर्ववत झाला',
      reactivated: 'पुन्हा आला',
      shelved: 'बाजूला ठेवला',
      unshelved: 'परत आणला',
      suppressed: 'मूळ अलार्ममुळे दडवला',
      unsuppressed: 'पुन्हा दाखवला',
      'out-of-service': 'सेवेतून काढला',
      'in-service': 'पुन्हा सेवेत आणला',
      reset: 'रीसेट केला',
      answered: 'कर्मचाऱ्याचे उत्तर',
      escalated: 'अनुत्तरित: आणखी लोक बोलावले',
      commented: 'शेरा',
      assigned: 'सोपवला',
      'step-done': 'पायरी पूर्ण',
      'step-undone': 'पायरी मागे घेतली',
      closed: 'संपला',
    },
    answers: { seen: 'पाहिले', on_my_way: 'वाटेत आहे', done: 'झाले' },
    zoneKinds: { waiting: 'प्रतीक्षा विभाग', moving: 'मार्ग', entrance: 'प्रवेशद्वार', exit: 'बाहेरचा मार्ग' },
    zoneNotes: {
      'no-camera': 'या विभागावर एकही कॅमेरा नाही',
      'camera-lost': 'याचा कॅमेरा बंद आहे',
      'no-model': 'ओळखीचे मॉडेल उपलब्ध नाही',
      'not-calibrated': 'कॅमेरा अंशांकित नाही: संख्येची तुलना क्षमतेशी केली जाते',
      'not-measured-yet': 'अजून मोजले नाही',
      saturated: 'मोजण्यासाठी गर्दी फार दाट आहे: खरी संख्या जास्त आहे',
      'not-checked': 'हाताने मोजणी न करता अंदाजे: हे कधीही सामान्य दाखवले जात नाही',
    },
    sources: { measured: 'मोजलेले', estimated: 'अंदाजे', forecast: 'भाकीत' },
    cameraStates: { live: 'चालू', reconnecting: 'पुन्हा जोडत आहे', frozen: 'चित्र गोठले', covered: 'झाकलेला', offline: 'बंद' },
    detectionStates: { running: 'मोजणी चालू', starting: 'सुरू होत आहे', 'no-model': 'मॉडेल नाही', degraded: 'मोजणी विस्कळीत' },
  },
  alarms: {
    'crowd-density': crowdDensity,
    'camera-offline': cameraOffline,
    'camera-frozen': (facts) => ({
      title: `कॅमेरा ${name(facts)}: चित्र गोठले आहे`,
      cause: `कॅमेरा तेच चित्र पुन्हा पुन्हा पाठवत आहे${reason(facts)}. दिसते ते आत्ताचे नाही.`,
      action: 'त्याच्या चित्रावर विश्वास ठेवू नका. या जागेवर दुसऱ्या कॅमेऱ्याने किंवा कर्मचाऱ्यांमार्फत लक्ष ठेवा आणि कॅमेरा पुन्हा चालू करून घ्या.',
    }),
    'camera-covered': (facts) => ({
      title: `कॅमेरा ${name(facts)} झाकलेला आहे`,
      cause: `चित्रात काहीच दिसत नाही${reason(facts)}: कॅमेरा झाकलेला, वळवलेला, प्रखर उजेडात किंवा अंधारात असू शकतो.`,
      action: 'कारण कळेपर्यंत ही छेडछाड समजा: कोणाला तरी कॅमेऱ्याजवळ पाठवा आणि शेजारच्या कॅमेऱ्यांवर लक्ष ठेवा.',
    }),
    'detector-degraded': (facts) => ({
      title: `लोकांची मोजणी विस्कळीत आहे (${facts.text('model') ?? '?'})`,
      cause: `ओळख यंत्रणा मागे पडत आहे किंवा वारंवार पुन्हा सुरू झाली आहे${reason(facts)}. संबंधित कॅमेरे: ${facts.text('cameras') ?? '?'}.`,
      action: 'या कॅमेऱ्यांच्या जागांचा अंदाज थेट चित्र पाहून घ्या आणि तांत्रिक मदत बोलवा.',
    }),
    'no-model': (facts) => ({
      title: 'लोकांची मोजणी होत नाही: ओळखीचे मॉडेल नाही',
      cause: `मॉडेलशिवाय चालू असलेले कॅमेरे${reason(facts)}: ${facts.text('cameras') ?? '?'}.`,
      action: 'models फोल्डरमध्ये व्यक्ती ओळखणारे मॉडेल ठेवा. तोपर्यंत गर्दीचा अंदाज थेट चित्र पाहून घ्या.',
    }),
    'store-fault': (facts) => ({
      title: 'स्टेशनला नोंदी जतन करता येत नाहीत',
      cause: `डेटाबेसमध्ये बिघाड आहे${reason(facts)}.`,
      action: 'डिस्कवरील मोकळी जागा आणि डिस्कची स्थिती तपासा. दुरुस्त होईपर्यंत घटना लिहून ठेवा.',
    }),
    'disk-low': (facts) => ({
      title: 'डिस्कवरील जागा संपत आली आहे',
      cause: `${facts.figure('freeMb') ?? '?'} एमबी मोकळे आहे; ${facts.figure('wantedMb') ?? '?'} एमबी असायला हवे. ज्यांना कुलूप नाही अशा जुन्या रेकॉर्डिंग काढल्या जात आहेत (आतापर्यंत: ${facts.figure('dropped') ?? '?'} क्लिप).`,
      action: 'जे आता नको आहे ते निर्यात करून त्याचे कुलूप काढा, किंवा डिस्कवर जागा करून घ्या. अलार्म अजूनही साठवले जात आहेत.',
    }),
    'relay-behind': relayBehind,
    panic,
    'sensor-silent': (facts) => {
      const count = facts.figure('sensorCount');
      return count === null
        ? {
            title: `सेन्सर ${sensorName(facts)} शांत आहे`,
            cause: `आतापर्यंत त्याचा संदेश यायला हवा होता${reason(facts)}. त्याचा शेवटचा आकडा आत्ताचा नाही.`,
            action: 'त्याच्या शेवटच्या आकड्यावर विसंबू नका. त्याची वीज आणि नेटवर्क तपासून घ्या.',
          }
        : {
            title: `${facts.figure('sensorTotal') ?? '?'} पैकी ${count} सेन्सर एकाच वेळी शांत झाले`,
            cause: `शांत सेन्सर: ${facts.text('sensors') ?? '?'}. त्यांचा स्विच, वीजपुरवठा किंवा संदेश ब्रोकर एकच असू शकतो.`,
            action: 'व्यवस्थापनात ब्रोकरची स्थिती पाहा, मग नेटवर्क तपासून घ्या. तोपर्यंत तिथली काहीच माहिती नाही.',
          };
    },
    'sensor-faulty': (facts) => ({
      title: `सेन्सर ${sensorName(facts)} विश्वासार्ह नाही`,
      cause: `संदेश येत आहेत, पण आकडे चुकीचे वाटतात${reason(facts)}.`,
      action: 'त्याच्या आकड्यांवरून निर्णय घेऊ नका. तो तपासून आणि अंशांकित करून घ्या.',
    }),
    'sensor-risk': (facts) => {
      const fog = facts.percent('fog');
      const name = facts.text('sensorName') ?? '?';
      return fog === null
        ? {
            title: `${name}: ${facts.text('field') ?? '?'} मर्यादेबाहेर`,
            cause: `मोजलेले मूल्य: ${facts.figure('value') ?? '?'} ${unitOf(facts)}.`,
            action: 'ती जागा कॅमेऱ्यातून पाहा किंवा कर्मचारी पाठवा, आणि स्टेशनच्या सूचनांनुसार कृती करा.',
          }
        : {
            title: `${name}: ${facts.text('risk') === 'HIGH' ? 'दाट धुके' : 'धुके'}`,
            cause: `धुक्याची तीव्रता ${fog} आहे; दृश्यमानता स्वच्छ हवेच्या ${facts.percent('value') ?? '?'} इतकीच उरली आहे.`,
            action: 'धुक्याच्या नियमांनुसार स्टेशन मास्तर आणि चालकांना कळवा, सिग्नल लावा आणि लोकांना कडेपासून मागे ठेवा.',
          };
    },
    'forecast-crowd': (facts) => ({
      title: `${facts.text('zoneName') ?? 'एक क्षेत्र'}: गर्दी अतिगंभीर होण्याचा अंदाज`,
      cause: sentences(
        `${facts.minutes('inS') ?? '?'} मिनिटांत अंदाज: ${facts.figure('value') ?? '?'} व्यक्ती (10 पैकी 8 वेळा ${facts.figure('lower') ?? '?'} ते ${facts.figure('upper') ?? '?'}; ${facts.figure('edge') ?? '?'} पासून अतिगंभीर).`,
        facts.percent('skill') === null ? null : `अशा अंदाजांची चूक केवळ मागच्या आकड्यांपेक्षा ${facts.percent('skill')} कमी राहिली आहे.`,
      ),
      action: 'क्षेत्र आणि येणारी गर्दी पाहा. ते भरण्याआधी प्रवेश मंद करा आणि कर्मचारी पाठवा.',
    }),
    'intake-fault': (facts) => ({
      title: `${facts.text('intake') ?? '?'} द्वारे सेन्सर स्थानकापर्यंत पोहोचू शकत नाहीत`,
      cause: `या मार्गाने कोणतीही नोंद येत नाही${reason(facts)}.`,
      action: 'या मार्गाने बोलणाऱ्या सेन्सरांच्या आकड्यांवर विसंबू नका. तांत्रिक मदत बोलवा; स्थानक प्रयत्न चालू ठेवते.',
    }),
    'readings-lost': (facts) => ({
      title: 'सेन्सरांच्या सर्व नोंदी साठवल्या जात नाहीत',
      cause: `सेन्सरांच्या वेगाने स्थानक काम करू शकत नाही${reason(facts)}.`,
      action: 'सेन्सरांच्या आकड्यांवर विसंबू नका. डिस्क तपासा, आणि कोणता सेन्सर फार जास्त पाठवतो ते पाहा.',
    }),
    'weather-heat': (facts) => ({
      title: facts.priority === 'high' ? 'अत्यंत तीव्र उष्णता' : 'तीव्र उष्णता',
      cause:
        facts.text('figure') === 'temperature'
          ? `${facts.text('source') ?? '?'} नुसार तापमान ${facts.figure('value') ?? '?'} °C आहे (मर्यादा ${facts.figure('edge') ?? '?'}).`
          : `${facts.text('source') ?? '?'} नुसार ${facts.figure('value') ?? '?'} °C इतके उष्ण जाणवते (मर्यादा ${facts.figure('edge') ?? '?'}).`,
      action: 'पाणी आणि सावलीच्या जागा खुल्या करा, उन्हातील रांगा कमी करा आणि प्रथमोपचार पथकाला उष्माघाताच्या लक्षणांवर लक्ष ठेवायला सांगा.',
    }),
    'weather-rain': (facts) => ({
      title: facts.priority === 'high' ? 'अतिवृष्टी' : 'मुसळधार पाऊस',
      cause: `${facts.text('source') ?? '?'} नुसार ${facts.text('figure') === 'day' ? '24 तासांत' : 'तासाभरात'} ${facts.figure('value') ?? '?'} मिमी (मर्यादा ${facts.figure('edge') ?? '?'}).`,
      action:
        'लोक छपराखाली, जिन्यांवर आणि पादचारी पुलांवर गर्दी करतील. ते क्षेत्र पाहा, ओले जिने बंद करा आणि भुयारी मार्गांत पाणी आहे का ते तपासा.',
    }),
    'weather-wind': (facts) => ({
      title: facts.priority === 'high' ? 'वादळ' : 'सोसाट्याचा वारा',
      cause: `${facts.text('source') ?? '?'} नुसार वारा किंवा झोत ${facts.figure('value') ?? '?'} मी/से (मर्यादा ${facts.figure('edge') ?? '?'}).`,
      action: 'लोकांना तात्पुरती छपरे, अडथळे आणि जाहिरात फलकांपासून दूर ठेवा, सुट्या वस्तू बांधून घ्या आणि उंचीवरील काम थांबवा.',
    }),
    'weather-fog': (facts) => ({
      title: facts.priority === 'high' ? 'अतिशय दाट धुके' : 'दाट धुके',
      cause: sentences(
        `${facts.text('source') ?? '?'} नुसार दृश्यमानता ${facts.figure('value') ?? '?'} मी आहे (मर्यादा ${facts.figure('edge') ?? '?'}).`,
        facts.percent('sensorVisibility') === null
          ? 'रुळांजवळचा कोणताही सेन्सर धुके मोजत नाही.'
          : `रुळांजवळ ${sensorName(facts)} स्वच्छ हवेच्या ${facts.percent('sensorVisibility')} दृश्यमानता दाखवतो (${facts.minutes('sensorAgeS') ?? '?'} मिनिटांपूर्वी).`,
      ),
      action: 'धुक्याच्या नियमांनुसार स्टेशन मास्तर आणि चालकांना कळवा; गाड्यांना उशीर आणि फलाटांवर जास्त गर्दी अपेक्षित धरा.',
    }),
  },
  within: (amount, unit, count) => `${amount} ${unitWord(unit, count)} आत कृती करा.`,
  held: 'सध्या मोजमाप मिळत नाही: हे शेवटचे ज्ञात आकडे आहेत.',
};

function unitWord(unit: 'second' | 'minute', count: number): string {
  if (unit === 'minute') return count === 1 ? 'मिनिटाच्या' : 'मिनिटांच्या';
  return count === 1 ? 'सेकंदाच्या' : 'सेकंदांच्या';
}
