/** Hindi. In: facts; out: words (language.ts says which). Reasons from programs stay in English. */
import type { AlarmText, Language, TextFacts } from './language.ts';
import { sensorName, sentences, unitOf } from './sentences.ts';

const crowdActions = {
  low: 'क्षेत्र और उसके कैमरे पर नज़र रखें और प्रवेश धीमा करने के लिए तैयार रहें।',
  medium: 'प्रवेश धीमा करें, क्षेत्र में कर्मचारी भेजें और घोषणा करवाएँ।',
  high: 'प्रवेश तुरंत रोकें, सभी निकास खोलें, कर्मचारी भेजें और स्टेशन मास्टर तथा RPF को सूचित करें। इस बीच प्लेटफ़ॉर्म न बदलें।',
} as const;

function crowdDensity(facts: TextFacts): AlarmText {
  const byCapacity = facts.text('basis') === 'capacity';
  const minutes = facts.minutes('timeToRedS');
  const reddening = minutes !== null && facts.priority !== 'high';
  return {
    title: `${facts.text('zoneName') ?? 'क्षेत्र'}: भीड़ का स्तर ${facts.level}`,
    cause: sentences(
      byCapacity
        ? `${facts.figure('count') ?? '?'} व्यक्ति, यानी निर्धारित क्षमता ${facts.figure('capacity') ?? '?'} का ${facts.percent('value') ?? '?'} (सीमा ${facts.percent('edge') ?? '?'})।`
        : `सबसे घने हिस्से में ${facts.figure('value') ?? '?'} व्यक्ति प्रति वर्ग मीटर हैं (सीमा ${facts.figure('edge') ?? '?'})।`,
      facts.text('saturated') === null ? null : 'गिनने के लिए भीड़ बहुत घनी है: वास्तविक संख्या अधिक है।',
      facts.stepUps === null ? null : `एक स्तर अधिक गंभीर माना गया, कारण: ${facts.stepUps}।`,
      reddening ? `आवाजाही ऐसी ही रही तो लगभग ${minutes} मिनट में स्तर गंभीर हो जाएगा।` : null,
    ),
    action: crowdActions[facts.priority],
  };
}

function cameraOffline(facts: TextFacts): AlarmText {
  const count = facts.figure('cameraCount');
  if (count !== null)
    return {
      title: `${facts.figure('cameraTotal') ?? '?'} में से ${count} कैमरे एक साथ बंद हो गए`,
      cause: `सबसे पहले बंद हुआ: ${facts.text('firstCamera') ?? '?'}। बंद कैमरे: ${facts.text('cameras') ?? '?'}। संभव है कि इनका नेटवर्क स्विच, केबल या बिजली की आपूर्ति एक ही हो।`,
      action: 'जहाँ की भीड़ अब दिखाई नहीं दे रही, वहाँ कर्मचारी भेजें और नेटवर्क व बिजली की जाँच करवाएँ।',
    };
  const zones = facts.text('zones');
  return {
    title: `कैमरा ${name(facts)} बंद है`,
    cause: sentences(`कोई तस्वीर नहीं आ रही${reason(facts)}।`, zones === null ? null : `यह इन क्षेत्रों को देखता है: ${zones}।`),
    action: 'इस जगह पर दूसरे कैमरे या कर्मचारी से नज़र रखें और कैमरे की बिजली व नेटवर्क की जाँच करवाएँ। स्टेशन संपर्क का प्रयास करता रहेगा।',
  };
}

function panic(facts: TextFacts): AlarmText {
  const words = facts.text('description');
  const place = facts.text('zoneName') ?? facts.text('place');
  const position = place === null ? facts.text('position') : null;
  return {
    title: `मदद की पुकार: ${place ?? (position === null ? 'जगह नहीं बताई गई' : 'नक्शे के सभी क्षेत्रों के बाहर')}`,
    cause: sentences(
      `${facts.text('reporter') ?? 'किसी'} ने ${words === null ? 'घबराहट की सूचना दी है' : `बताया: “${words}”`}।`,
      `अब तक आई सूचनाएँ: ${facts.figure('reports') ?? '1'}।`,
      position === null ? null : `निर्देशांक: ${position}।`,
    ),
    action: 'उस जगह का कैमरा देखें, सबसे नज़दीकी कर्मचारी भेजें और RPF तथा चिकित्सा केंद्र को सूचित करें। सब ठीक होने पर घटना को समाप्त करें।',
  };
}

function relayBehind(facts: TextFacts): AlarmText {
  const engine = facts.text('engine') ?? '?';
  const waiting = `${facts.figure('waiting') ?? '?'} घटनाएँ रुकी हैं।`;
  switch (facts.text('cause')) {
    case 'dropped':
      return {
        title: `${engine} को भेजी जाने वाली घटनाएँ खो रही हैं`,
        cause: `स्टेशन जितनी रख सकता है उससे अधिक रुकी हैं, इसलिए सबसे पुरानी हटाई जा रही हैं${reason(facts)}। ${waiting}`,
        action: 'संपर्क और सर्वर अभी ठीक करवाएँ: जो हट गया वह वहाँ कभी नहीं पहुँचेगा। स्टेशन का अपना काम चलता रहेगा।',
      };
    case 'refused':
      return {
        title: `${engine} घटनाएँ लेने से मना कर रहा है`,
        cause: `कुछ घटनाओं की सामग्री वह स्वीकार नहीं करता${reason(facts)}। वे अलग रखी गई हैं और बाकी जा रही हैं।`,
        action: 'यह कारण तकनीकी सहायता को बताएँ। स्टेशन का अपना काम चलता रहेगा।',
      };
    default:
      return {
        title: `${engine} ${facts.figure('minutes') ?? '?'} मिनट पीछे है`,
        cause: `उसे भेजी जाने वाली घटनाएँ नहीं पहुँच रही हैं${reason(facts)}। ${waiting}`,
        action: 'संपर्क और सर्वर की जाँच करवाएँ। अभी कुछ खोया नहीं है और स्टेशन का अपना काम चलता रहेगा।',
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

export const hi: Language = {
  words: {
    bands: { unknown: 'अज्ञात', green: 'हरा', amber: 'पीला', orange: 'नारंगी', red: 'लाल', black: 'काला' },
    levels: { low: 'कम', moderate: 'मध्यम', high: 'अधिक', critical: 'अति गंभीर', unknown: 'अज्ञात' },
    stepUps: {
      'counter-flow': 'आमने-सामने की आवाजाही',
      'outflow-falling': 'प्रवेश बढ़ रहा है और निकास घट रहा है',
      pressure: 'भीड़ का दबाव',
      stairs: 'सीढ़ियों का उपयोग',
    },
    priorities: { low: 'निम्न', medium: 'मध्यम', high: 'उच्च' },
    lives: {
      normal: 'समाप्त',
      unacknowledged: 'स्वीकृति बाकी',
      acknowledged: 'स्वीकृत',
      returned: 'सामान्य हुआ, स्वीकृति बाकी',
      shelved: 'कुछ समय के लिए स्थगित',
      suppressed: 'मूल अलार्म के कारण दबाया गया',
      'out-of-service': 'सेवा से बाहर',
    },
    alarmEvents: {
      raised: 'अलार्म आया',
      worsened: 'स्थिति बिगड़ी',
      eased: 'स्थिति सुधरी',
      updated: 'जानकारी बदली',
      acknowledged: 'स्वीकार किया गया',
      returned: 'सामान्य हुआ',
      reactivated: 'फिर से आया',
      shelved: 'स्थगित किया गया',
      unshelved: 'स्थगन समाप्त',
      suppressed: 'मूल अलार्म के कारण दबाया गया',
      unsuppressed: 'फिर से दिखाया गया',
      'out-of-service': 'सेवा से हटाया गया',
      'in-service': 'सेवा में वापस लाया गया',
      reset: 'रीसेट किया गया',
      answered: 'स्टाफ़ का जवाब',
      escalated: 'अनुत्तरित: और लोग बुलाए गए',
      commented: 'टिप्पणी',
      assigned: 'सौंपा गया',
      'step-done': 'क़दम पूरा',
      'step-undone': 'क़दम वापस लिया',
      closed: 'समाप्त हुआ',
    },
    answers: { seen: 'देख लिया', on_my_way: 'रास्ते में', done: 'हो गया' },
    zoneKinds: { waiting: 'प्रतीक्षा क्षेत्र', moving: 'मार्ग', entrance: 'प्रवेश', exit: 'निकास' },
    zoneNotes: {
      'no-camera': 'इस क्षेत्र पर कोई कैमरा नहीं है',
      'camera-lost': 'इसका कैमरा बंद है',
      'no-model': 'पहचान का मॉडल उपलब्ध नहीं है',
      'not-calibrated': 'कैमरा अंशांकित नहीं है: गिनती की तुलना क्षमता से होती है',
      'not-measured-yet': 'अभी तक मापा नहीं गया',
      saturated: 'गिनने के लिए भीड़ बहुत घनी है: वास्तविक संख्या अधिक है',
      'not-checked': 'हाथ से गिनती के बिना अनुमानित: इसे कभी सामान्य नहीं दिखाया जाता',
    },
    sources: { measured: 'मापा हुआ', estimated: 'अनुमानित', forecast: 'पूर्वानुमान' },
    cameraStates: { live: 'चालू', reconnecting: 'फिर से जुड़ रहा है', frozen: 'तस्वीर रुकी हुई', covered: 'ढका हुआ', offline: 'बंद' },
    detectionStates: { running: 'गिनती चालू', starting: 'शुरू हो रहा है', 'no-model': 'मॉडल नहीं है', degraded: 'गिनती बाधित' },
  },
  alarms: {
    'crowd-density': crowdDensity,
    'camera-offline': cameraOffline,
    'camera-frozen': (facts) => ({
      title: `कैमरा ${name(facts)}: तस्वीर रुकी हुई है`,
      cause: `कैमरा बार-बार एक ही तस्वीर भेज रहा है${reason(facts)}। जो दिख रहा है वह इस समय का नहीं है।`,
      action: 'इसकी तस्वीर पर भरोसा न करें। इस जगह पर दूसरे कैमरे या कर्मचारी से नज़र रखें और कैमरा दोबारा चालू करवाएँ।',
    }),
    'camera-covered': (facts) => ({
      title: `कैमरा ${name(facts)} ढका हुआ है`,
      cause: `तस्वीर में कुछ नहीं दिख रहा${reason(facts)}: कैमरा ढका, मुड़ा, चौंधियाया हुआ या अँधेरे में हो सकता है।`,
      action: 'जब तक कारण पता न चले, इसे छेड़छाड़ मानें: किसी को कैमरे के पास भेजें और आसपास के कैमरों पर नज़र रखें।',
    }),
    'detector-degraded': (facts) => ({
      title: `लोगों की गिनती बाधित है (${facts.text('model') ?? '?'})`,
      cause: `पहचान प्रणाली पीछे रह रही है या बार-बार दोबारा चालू हुई है${reason(facts)}। प्रभावित कैमरे: ${facts.text('cameras') ?? '?'}।`,
      action: 'इन कैमरों की जगहों का आकलन सीधी तस्वीर देखकर करें और तकनीकी सहायता बुलाएँ।',
    }),
    'no-model': (facts) => ({
      title: 'लोगों की गिनती नहीं हो रही: पहचान का मॉडल नहीं है',
      cause: `बिना मॉडल के चल रहे कैमरे${reason(facts)}: ${facts.text('cameras') ?? '?'}।`,
      action: 'models फ़ोल्डर में व्यक्ति पहचानने वाला मॉडल रखें। तब तक भीड़ का आकलन सीधी तस्वीर देखकर करें।',
    }),
    'store-fault': (facts) => ({
      title: 'स्टेशन अपने रिकॉर्ड सहेज नहीं पा रहा है',
      cause: `डेटाबेस में खराबी है${reason(facts)}।`,
      action: 'डिस्क की खाली जगह और हालत जाँचें। ठीक होने तक घटनाएँ लिखकर रखें।',
    }),
    'disk-low': (facts) => ({
      title: 'डिस्क में जगह कम पड़ रही है',
      cause: `${facts.figure('freeMb') ?? '?'} एमबी खाली है; ${facts.figure('wantedMb') ?? '?'} एमबी होना चाहिए। जिन पुरानी रिकॉर्डिंग पर ताला नहीं है, वे हटाई जा रही हैं (अब तक: ${facts.figure('dropped') ?? '?'} क्लिप)।`,
      action: 'जो अब ज़रूरी नहीं है उसे निर्यात करके उसका ताला खोलें, या डिस्क पर जगह बनवाएँ। अलार्म अब भी सहेजे जा रहे हैं।',
    }),
    'relay-behind': relayBehind,
    panic,
    'sensor-silent': (facts) => {
      const count = facts.figure('sensorCount');
      return count === null
        ? {
            title: `सेंसर ${sensorName(facts)} चुप है`,
            cause: `अब तक इसका संदेश आ जाना चाहिए था${reason(facts)}। इसका अंतिम आँकड़ा इस समय का नहीं है।`,
            action: 'इसके अंतिम आँकड़े पर भरोसा न करें। इसकी बिजली और नेटवर्क की जाँच करवाएँ।',
          }
        : {
            title: `${facts.figure('sensorTotal') ?? '?'} में से ${count} सेंसर एक साथ चुप हो गए`,
            cause: `चुप सेंसर: ${facts.text('sensors') ?? '?'}। हो सकता है इनका स्विच, बिजली या संदेश ब्रोकर एक ही हो।`,
            action: 'व्यवस्था में ब्रोकर की स्थिति देखें, फिर नेटवर्क की जाँच करवाएँ। तब तक वहाँ की कोई जानकारी नहीं है।',
          };
    },
    'sensor-faulty': (facts) => ({
      title: `सेंसर ${sensorName(facts)} भरोसे लायक नहीं है`,
      cause: `संदेश आ रहे हैं, पर आँकड़े ग़लत लगते हैं${reason(facts)}।`,
      action: 'इसके आँकड़ों के आधार पर निर्णय न लें। इसकी जाँच और अंशांकन करवाएँ।',
    }),
    'sensor-risk': (facts) => {
      const fog = facts.percent('fog');
      const name = facts.text('sensorName') ?? '?';
      return fog === null
        ? {
            title: `${name}: ${facts.text('field') ?? '?'} अपनी सीमा से बाहर`,
            cause: `मापा गया मान: ${facts.figure('value') ?? '?'} ${unitOf(facts)}।`,
            action: 'कैमरे से उस जगह को देखें या कर्मचारी भेजें, और स्टेशन के निर्देशों के अनुसार कार्रवाई करें।',
          }
        : {
            title: `${name}: ${facts.text('risk') === 'HIGH' ? 'घना कोहरा' : 'कोहरा'}`,
            cause: `कोहरे की तीव्रता ${fog} है; दृश्यता साफ़ मौसम की ${facts.percent('value') ?? '?'} रह गई है।`,
            action: 'कोहरे के नियमों के अनुसार स्टेशन मास्टर और चालकों को बताएँ, सिग्नल जलाएँ और लोगों को किनारे से पीछे रखें।',
          };
    },
    'forecast-crowd': (facts) => ({
      title: `${facts.text('zoneName') ?? 'एक क्षेत्र'}: भीड़ के अति गंभीर होने का अनुमान`,
      cause: sentences(
        `${facts.minutes('inS') ?? '?'} मिनट में अनुमान: ${facts.figure('value') ?? '?'} व्यक्ति (10 में से 8 बार ${facts.figure('lower') ?? '?'} से ${facts.figure('upper') ?? '?'}; ${facts.figure('edge') ?? '?'} से अति गंभीर)।`,
        facts.percent('skill') === null ? null : `ऐसे अनुमानों की त्रुटि सीधे पिछले आँकड़ों से ${facts.percent('skill')} कम रही है।`,
      ),
      action: 'क्षेत्र को और आने वाली भीड़ को देखें। भरने से पहले प्रवेश धीमा करें और स्टाफ़ भेजें।',
    }),
    'intake-fault': (facts) => ({
      title: `${facts.text('intake') ?? '?'} से सेंसर स्टेशन तक नहीं पहुँच पा रहे हैं`,
      cause: `इस रास्ते से कोई रीडिंग नहीं आ रही है${reason(facts)}।`,
      action: 'इस रास्ते से बोलने वाले सेंसरों के आँकड़ों पर भरोसा न करें। तकनीकी सहायता बुलाएँ; स्टेशन कोशिश जारी रखता है।',
    }),
    'readings-lost': (facts) => ({
      title: 'सेंसरों की सारी रीडिंग सहेजी नहीं जा रही हैं',
      cause: `स्टेशन अपने सेंसरों की गति से काम नहीं कर पा रहा है${reason(facts)}।`,
      action: 'सेंसरों के आँकड़ों पर भरोसा न करें। डिस्क जाँचें, और देखें कि कौन-सा सेंसर बहुत अधिक भेज रहा है।',
    }),
    'weather-heat': (facts) => ({
      title: facts.priority === 'high' ? 'अत्यधिक भीषण गर्मी' : 'भीषण गर्मी',
      cause:
        facts.text('figure') === 'temperature'
          ? `${facts.text('source') ?? '?'} के अनुसार तापमान ${facts.figure('value') ?? '?'} °C है (सीमा ${facts.figure('edge') ?? '?'})।`
          : `${facts.text('source') ?? '?'} के अनुसार गर्मी ${facts.figure('value') ?? '?'} °C जैसी महसूस हो रही है (सीमा ${facts.figure('edge') ?? '?'})।`,
      action: 'पानी और छाया की जगहें खोलें, धूप में लगी कतारें छोटी करें और प्राथमिक उपचार दल को लू के लक्षणों पर नज़र रखने को कहें।',
    }),
    'weather-rain': (facts) => ({
      title: facts.priority === 'high' ? 'अत्यंत भारी वर्षा' : 'भारी वर्षा',
      cause: `${facts.text('source') ?? '?'} के अनुसार ${facts.text('figure') === 'day' ? '24 घंटों में' : 'एक घंटे में'} ${facts.figure('value') ?? '?'} मिमी (सीमा ${facts.figure('edge') ?? '?'})।`,
      action: 'लोग छतों के नीचे, सीढ़ियों और पैदल पुलों पर जमा होंगे। उन क्षेत्रों को देखें, गीली सीढ़ियाँ बंद करें और भूमिगत रास्तों में पानी जाँचें।',
    }),
    'weather-wind': (facts) => ({
      title: facts.priority === 'high' ? 'तूफ़ान' : 'तेज़ आँधी',
      cause: `${facts.text('source') ?? '?'} के अनुसार हवा या झोंके ${facts.figure('value') ?? '?'} मी/से (सीमा ${facts.figure('edge') ?? '?'})।`,
      action: 'लोगों को अस्थायी छतों, बैरिकेड और होर्डिंग से दूर रखें, खुली चीज़ें बँधवाएँ और ऊँचाई पर काम रुकवाएँ।',
    }),
    'weather-fog': (facts) => ({
      title: facts.priority === 'high' ? 'बहुत घना कोहरा' : 'घना कोहरा',
      cause: sentences(
        `${facts.text('source') ?? '?'} के अनुसार दृश्यता ${facts.figure('value') ?? '?'} मी है (सीमा ${facts.figure('edge') ?? '?'})।`,
        facts.percent('sensorVisibility') === null
          ? 'पटरियों के पास कोई सेंसर कोहरा नहीं माप रहा है।'
          : `पटरियों के पास ${sensorName(facts)} साफ़ मौसम की ${facts.percent('sensorVisibility')} दृश्यता बता रहा है (${facts.minutes('sensorAgeS') ?? '?'} मिनट पहले)।`,
      ),
      action: 'कोहरे के नियमों के अनुसार स्टेशन मास्टर और चालकों को बताएँ; ट्रेनों की देरी और प्लेटफ़ॉर्म पर अधिक भीड़ के लिए तैयार रहें।',
    }),
  },
  within: (amount, unit) => `${amount} ${unit === 'minute' ? 'मिनट' : 'सेकंड'} के भीतर कार्रवाई करें।`,
  held: 'इस समय माप नहीं मिल रहा है: ये अंतिम ज्ञात आँकड़े हैं।',
};
