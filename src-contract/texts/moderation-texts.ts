/**
 * Why a chat message was held or removed, in three languages: for an operator, and for its sender. In: the decision; out: sentences. The
 * words that were found are quoted as they were written; pages escape them.
 */
import type { Moderation, ModerationReason, ModerationState, RumourTopic } from '../domain/moderation.ts';
import type { Locale } from './language.ts';

export interface ModerationText {
  /** "Held: it has a phone number (98200 12345)." */
  readonly operator: string;
  /** "Your message is held until an operator has looked at it: it has a phone number (98200 12345)." */
  readonly sender: string;
}

interface ModerationWords {
  readonly operator: Readonly<Record<ModerationState, string>>;
  readonly sender: Readonly<Record<ModerationState, string>>;
  readonly topics: Readonly<Record<RumourTopic, string>>;
  readonly reason: (reason: ModerationReason, topics: Readonly<Record<RumourTopic, string>>, clockTime: string) => string;
  /** When an operator decided and no rule gave a reason. */
  readonly byOperator: string;
}

const en: ModerationWords = {
  operator: { published: 'Published', held: 'Held', removed: 'Removed' },
  sender: {
    published: 'Your message is published',
    held: 'Your message is held until an operator has looked at it',
    removed: 'Your message is not shown',
  },
  topics: {
    stampede: 'a stampede',
    bomb: 'a bomb',
    attack: 'an attack',
    fire: 'a fire',
    gas: 'gas',
    collapse: 'something that collapsed',
    'train-accident': 'a train accident',
    electrocution: 'electric shock',
    'platform-change': 'a platform change',
  },
  reason(reason, topics, clockTime) {
    switch (reason.rule) {
      case 'official':
        return 'it is an official line';
      case 'muted':
        return `its author is muted until ${clockTime}`;
      case 'slow-mode':
        return `slow mode is on; wait ${reason.wait_s} s and send it again`;
      case 'flood':
        return `it is the ${ordinal(reason.count)} message within ${reason.within_s} s`;
      case 'repeat':
        return reason.authors > 1
          ? `the same was sent ${reason.times} times by ${reason.authors} people`
          : `the same was sent ${reason.times} times`;
      case 'link':
        return `it has a web address (${reason.found})`;
      case 'phone':
        return `it has a phone number (${reason.found})`;
      case 'insult':
        return reason.severity === 'severe'
          ? `it has abuse or a threat (${reason.found})`
          : `it has a rude word (${reason.found})`;
      case 'shouting':
        return 'it is shouted: capitals or many exclamation marks';
      case 'rumour':
        return `it speaks of ${topics[reason.topic]} (${reason.found}), which must be checked first`;
      case 'hidden-text':
        return 'it has characters that hide or disturb text';
    }
  },
  byOperator: 'an operator decided so',
};

const hi: ModerationWords = {
  operator: { published: 'प्रकाशित', held: 'रोका गया', removed: 'हटाया गया' },
  sender: {
    published: 'आपका संदेश सबको दिख रहा है',
    held: 'आपका संदेश रोका गया है, ऑपरेटर के देखने के बाद ही दिखेगा',
    removed: 'आपका संदेश किसी को नहीं दिखाया गया',
  },
  topics: {
    stampede: 'भगदड़',
    bomb: 'बम',
    attack: 'हमले',
    fire: 'आग',
    gas: 'गैस',
    collapse: 'कुछ गिरने',
    'train-accident': 'रेल दुर्घटना',
    electrocution: 'करंट लगने',
    'platform-change': 'प्लेटफॉर्म बदलने',
  },
  reason(reason, topics, clockTime) {
    switch (reason.rule) {
      case 'official':
        return 'यह आधिकारिक सूचना है';
      case 'muted':
        return `भेजने वाले पर ${clockTime} तक रोक है`;
      case 'slow-mode':
        return `धीमा मोड चालू है; ${reason.wait_s} सेकंड बाद फिर भेजें`;
      case 'flood':
        return `${reason.within_s} सेकंड में यह संदेश संख्या ${reason.count} है`;
      case 'repeat':
        return reason.authors > 1
          ? `यही बात ${reason.authors} लोगों ने ${reason.times} बार भेजी है`
          : `यही बात ${reason.times} बार भेजी गई है`;
      case 'link':
        return `इसमें वेब पता है (${reason.found})`;
      case 'phone':
        return `इसमें फ़ोन नंबर है (${reason.found})`;
      case 'insult':
        return reason.severity === 'severe' ? `इसमें गाली या धमकी है (${reason.found})` : `इसमें अभद्र शब्द है (${reason.found})`;
      case 'shouting':
        return 'यह चिल्लाकर लिखा गया है: सब बड़े अक्षर या बहुत से विस्मय चिह्न';
      case 'rumour':
        return `इसमें ${topics[reason.topic]} की बात है (${reason.found}), पहले जाँच ज़रूरी है`;
      case 'hidden-text':
        return 'इसमें ऐसे अक्षर हैं जो लिखावट छिपाते या बिगाड़ते हैं';
    }
  },
  byOperator: 'ऑपरेटर ने ऐसा तय किया',
};

const mr: ModerationWords = {
  operator: { published: 'प्रसिद्ध', held: 'थांबवला', removed: 'काढला' },
  sender: {
    published: 'तुमचा संदेश सर्वांना दिसत आहे',
    held: 'तुमचा संदेश थांबवला आहे, ऑपरेटरने पाहिल्यावरच तो दिसेल',
    removed: 'तुमचा संदेश कोणालाही दाखवलेला नाही',
  },
  topics: {
    stampede: 'चेंगराचेंगरीचा',
    bomb: 'बॉम्बचा',
    attack: 'हल्ल्याचा',
    fire: 'आगीचा',
    gas: 'गॅसचा',
    collapse: 'काहीतरी कोसळल्याचा',
    'train-accident': 'रेल्वे अपघाताचा',
    electrocution: 'विजेचा धक्का बसल्याचा',
    'platform-change': 'फलाट बदलल्याचा',
  },
  reason(reason, topics, clockTime) {
    switch (reason.rule) {
      case 'official':
        return 'ही अधिकृत सूचना आहे';
      case 'muted':
        return `पाठवणाऱ्यावर ${clockTime} पर्यंत बंदी आहे`;
      case 'slow-mode':
        return `मंद गती चालू आहे; ${reason.wait_s} सेकंदांनी पुन्हा पाठवा`;
      case 'flood':
        return `${reason.within_s} सेकंदांतील हा संदेश क्रमांक ${reason.count} आहे`;
      case 'repeat':
        return reason.authors > 1 ? `हेच ${reason.authors} जणांनी ${reason.times} वेळा पाठवले आहे` : `हेच ${reason.times} वेळा पाठवले आहे`;
      case 'link':
        return `यात वेब पत्ता आहे (${reason.found})`;
      case 'phone':
        return `यात फोन नंबर आहे (${reason.found})`;
      case 'insult':
        return reason.severity === 'severe'
          ? `यात शिवी किंवा धमकी आहे (${reason.found})`
          : `यात अपमानकारक शब्द आहे (${reason.found})`;
      case 'shouting':
        return 'हे ओरडून लिहिले आहे: सर्व मोठी अक्षरे किंवा अनेक उद्गारचिन्हे';
      case 'rumour':
        return `यात ${topics[reason.topic]} उल्लेख आहे (${reason.found}), आधी खात्री करायला हवी`;
      case 'hidden-text':
        return 'यात मजकूर लपवणारी किंवा बिघडवणारी अक्षरे आहेत';
    }
  },
  byOperator: 'ऑपरेटरने तसे ठरवले',
};

const languages: Readonly<Record<Locale, ModerationWords>> = { en, hi, mr };

/** `timeZone`: an IANA name; times in the words are the station's. */
export function moderationTexts(locale: Locale, timeZone: string): (moderation: Moderation) => ModerationText {
  const words = languages[locale];
  const clock = new Intl.DateTimeFormat(`${locale}-IN-u-nu-latn`, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
    // Phones of travellers and programs have zones of their own.
    timeZoneName: 'short',
  });
  const clockTime = (reason: ModerationReason): string => (reason.rule === 'muted' ? clock.format(reason.until_ms) : '');
  return ({ state, reasons }) => {
    const told = reasons.map((reason) => words.reason(reason, words.topics, clockTime(reason)));
    const why = told.length > 0 ? told.join('; ') : state === 'published' ? null : words.byOperator;
    const sentence = (opening: string): string => `${opening}${why === null ? '' : `: ${why}`}${locale === 'hi' ? '।' : '.'}`;
    return { operator: sentence(words.operator[state]), sender: sentence(words.sender[state]) };
  };
}

function ordinal(count: number): string {
  const suffix = new Intl.PluralRules('en', { type: 'ordinal' }).select(count);
  return `${count}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[suffix]}`;
}
