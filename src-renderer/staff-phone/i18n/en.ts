/** The phone's words in English; the other languages have the same keys, or they don't compile. */
import type { AnswerKind } from '../../../src-contract/domain/alarm-answer.ts';
import type { TrainStatus } from '../../../src-contract/domain/train.ts';
import type { SwatchBand } from '../../ui/band-swatch.tsx';
import type { Direction } from '../now/trend-direction.ts';
import { wayEn } from '../way/texts/en.ts';

export interface Catalogue {
  readonly bands: Readonly<Record<SwatchBand, string>>;
  readonly priorities: Readonly<Record<'low' | 'medium' | 'high', string>>;
  readonly letters: Readonly<Record<'low' | 'medium' | 'high', string>>;
  readonly severities: Readonly<Record<'low' | 'medium' | 'high' | 'critical', string>>;
  readonly tabs: Readonly<Record<'label' | 'now' | 'alerts' | 'panic' | 'way' | 'chat' | 'more', string>>;
  readonly way: typeof wayEn;
  readonly link: {
    readonly connected: string;
    readonly lost: string;
    /** `age`: how old what is shown is. */
    readonly offline: (age: string) => string;
    readonly unreachable: string;
    readonly unreachableHint: string;
    readonly again: string;
    readonly loading: string;
  };
  readonly join: {
    readonly title: string;
    readonly intro: string;
    readonly code: string;
    readonly codeHint: string;
    readonly name: string;
    readonly nameHint: string;
    readonly language: string;
    readonly stored: string;
    readonly storedText: string;
    readonly submit: string;
    readonly working: string;
    readonly badCode: string;
    readonly limited: string;
    readonly unreachable: string;
    readonly codeMissing: string;
    readonly nameMissing: string;
  };
  readonly now: {
    readonly myZone: string;
    readonly otherZones: string;
    readonly places: string;
    readonly people: string;
    readonly density: string;
    readonly densityUnit: string;
    readonly inOut: string;
    readonly perMin: (inflow: string, outflow: string) => string;
    readonly red: (minutes: string) => string;
    readonly unknown: string;
    readonly stale: (age: string) => string;
    readonly atLeast: string;
    /** Where nobody measures: what it is, between what, how sure. */
    readonly estimated: (low: string, high: string, confidence: string) => string;
    readonly noZones: string;
    readonly trendOf: Readonly<Record<'density' | 'share', string>>;
    /** Where the crowd is going, from the last `minutes`. */
    readonly going: Readonly<Record<Direction, (minutes: string) => string>>;
    /** Where it was going when the phone last knew. */
    readonly went: Readonly<Record<Direction, (time: string) => string>>;
    readonly trendGaps: (unknown: string, all: string) => string;
    readonly trendUnknown: string;
    readonly trendMissing: string;
    readonly tasks: string;
    readonly noTasks: string;
    readonly official: string;
  };
  readonly trains: {
    readonly title: string;
    readonly minutes: (n: string) => string;
    readonly platform: (name: string) => string;
    /** Nobody has reported the train. */
    readonly planned: string;
    readonly late: (minutes: string) => string;
    /** In place of minutes. */
    readonly statuses: Readonly<Record<TrainStatus, string>>;
  };
  readonly alerts: {
    readonly title: string;
    readonly none: string;
    readonly since: (time: string) => string;
    readonly answers: Readonly<Record<AnswerKind, string>>;
    readonly yourAnswer: string;
    readonly mine: (answer: string, time: string) => string;
    /** Who else is on the way; `names` may hold some of them only. */
    readonly coming: (names: string, count: string) => string;
    readonly unsent: string;
    readonly over: string;
    readonly critical: string;
    readonly escalated: string;
    readonly yours: string;
    readonly steps: string;
    readonly expected: string;
    readonly old: string;
  };
  readonly panic: {
    readonly title: string;
    readonly hold: string;
    readonly holding: string;
    readonly sendsIn: (seconds: string) => string;
    readonly cancel: string;
    readonly what: string;
    readonly severity: string;
    readonly place: string;
    readonly placeHere: string;
    readonly placeSearching: string;
    readonly placeUnknown: string;
    readonly mine: string;
    readonly notAllowed: string;
    readonly keyboardHint: string;
  };
  /** How far something is that this phone sends. */
  readonly queue: {
    readonly states: Readonly<Record<'queued' | 'delivered' | 'seen' | 'refused', string>>;
    readonly seenBy: (names: string) => string;
    readonly queuedHint: string;
  };
  readonly chat: {
    readonly line: string;
    readonly noLine: string;
    readonly loading: string;
    readonly empty: string;
    readonly write: string;
    readonly send: string;
    readonly report: string;
    readonly reported: string;
    /** What is told to the control room, in its sender's words. */
    readonly reasons: readonly string[];
    readonly readOnly: string;
    readonly muted: (until: string) => string;
    readonly slow: (seconds: string) => string;
  };
  readonly report: {
    readonly open: string;
    readonly title: string;
    readonly what: string;
    readonly whatMissing: string;
    readonly photo: string;
    readonly photoHint: string;
    readonly choosePhoto: string;
    readonly dropPhoto: string;
    readonly send: string;
    readonly working: string;
    readonly mine: string;
    readonly added: string;
    readonly notKept: string;
    readonly photoNotKept: string;
    readonly full: string;
    readonly badPhoto: string;
    readonly photos: Readonly<Record<'waiting' | 'sent' | 'lost' | 'refused', string>>;
    readonly drop: string;
    /** Stands under the words of a report that comes late. */
    readonly writtenAt: (time: string) => string;
  };
  readonly more: {
    readonly title: string;
    readonly display: string;
    readonly theme: string;
    readonly themes: Readonly<Record<'dark' | 'light', string>>;
    readonly language: string;
    readonly shift: string;
    readonly shiftOn: string;
    readonly shiftHint: string;
    readonly awake: string;
    readonly notAwake: string;
    readonly offline: string;
    readonly kept: string;
    readonly untrusted: string;
    readonly unsupported: string;
    readonly certificate: string;
    readonly certificateSteps: readonly string[];
    readonly fingerprint: string;
    readonly about: string;
    readonly aboutText: string;
    readonly role: string;
    readonly lines: string;
    readonly allLines: string;
    readonly zone: string;
    readonly noZone: string;
    readonly leave: string;
    readonly leaveSure: string;
    readonly leaveText: string;
    readonly unsent: (count: string) => string;
    readonly stay: string;
    readonly roles: Readonly<Record<'viewer' | 'staff' | 'operator' | 'admin' | 'service', string>>;
  };
}

export const en: Catalogue = {
  bands: { unknown: 'Unknown', green: 'Normal', amber: 'Busy', orange: 'High', red: 'Critical', black: 'Extreme' },
  priorities: { low: 'Low', medium: 'Medium', high: 'High' },
  letters: { low: 'L', medium: 'M', high: 'H' },
  severities: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  tabs: { label: 'Screens', now: 'Now', alerts: 'Alerts', panic: 'Help', way: 'Way', chat: 'Chat', more: 'More' },
  way: wayEn,
  link: {
    connected: 'Connected',
    lost: 'No link to the station. Trying again.',
    offline: (age) => `No link. This is how it was ${age} ago.`,
    unreachable: 'The station cannot be reached',
    unreachableHint: 'Check that this phone is in the station’s Wi-Fi. The page tries again by itself.',
    again: 'Try again',
    loading: 'Opening…',
  },
  join: {
    title: 'Join the station',
    intro: 'Scan the code that the control room shows, or type it.',
    code: 'Code',
    codeHint: 'Ten letters and digits, good once and for some minutes',
    name: 'Your name',
    nameHint: 'So that the control room knows who calls',
    language: 'Language',
    stored: 'What is stored about me?',
    storedText:
      'The station keeps your name, this phone’s kind of browser, when it was last seen, and what you send: calls for help, reports and messages, with the place if you allow it. Everything stays on the station’s own computer. This phone keeps the last state of the station and what you sent until you leave.',
    submit: 'Join',
    working: 'Joining…',
    badCode: 'This code was used already or is too old. Ask the control room for another.',
    limited: 'Too many tries. Wait a minute.',
    unreachable: 'The station cannot be reached. Is this phone in its Wi-Fi?',
    codeMissing: 'Type the code.',
    nameMissing: 'Say your name.',
  },
  now: {
    myZone: 'My place',
    places: 'Places',
    otherZones: 'Other places',
    people: 'People',
    density: 'Densest spot',
    densityUnit: '/m²',
    inOut: 'In and out',
    perMin: (inflow, outflow) => `${inflow} in, ${outflow} out a minute`,
    red: (minutes) => `Critical in about ${minutes} min`,
    unknown: 'Not known now',
    stale: (age) => `${age} old`,
    atLeast: 'at least',
    estimated: (low, high, confidence) => `Estimated, not measured: ${low} to ${high} people, confidence ${confidence}`,
    noZones: 'This station has no zones yet.',
    trendOf: { density: 'Last 30 minutes, people per m²', share: 'Last 30 minutes, share of the capacity' },
    going: {
      rising: (minutes) => `Rising over the last ${minutes} min`,
      falling: (minutes) => `Falling over the last ${minutes} min`,
      steady: (minutes) => `Steady over the last ${minutes} min`,
      unknown: (minutes) => `Rising or falling? Too little is known of the last ${minutes} min`,
    },
    went: {
      rising: (time) => `Was rising at ${time}`,
      falling: (time) => `Was falling at ${time}`,
      steady: (time) => `Was steady at ${time}`,
      unknown: (time) => `At ${time} it was not known whether it was rising or falling`,
    },
    trendGaps: (unknown, all) => `${unknown} of these ${all} minutes are not known.`,
    trendUnknown: 'Nothing is known of the last 30 minutes.',
    trendMissing: 'The last 30 minutes have not come yet.',
    tasks: 'My tasks',
    noTasks: 'No tasks for you.',
    official: 'Official',
  },
  trains: {
    title: 'Next trains',
    minutes: (n) => `${n} min`,
    platform: (name) => `Platform ${name}`,
    planned: 'by timetable',
    late: (minutes) => `${minutes} min late`,
    statuses: {
      scheduled: 'no time known',
      running: 'on its way',
      due: 'due',
      at_platform: 'here now',
      cancelled: 'cancelled',
      lost: 'not heard of',
    },
  },
  alerts: {
    title: 'Alerts',
    none: 'No alerts now.',
    since: (time) => `since ${time}`,
    answers: { seen: 'Seen', on_my_way: 'On my way', done: 'Done' },
    yourAnswer: 'Your answer',
    mine: (answer, time) => `Your answer: ${answer}, ${time}`,
    coming: (names, count) => `On the way: ${names} (${count})`,
    unsent: 'Answers that did not arrive',
    over: 'The alert was over before your answer arrived.',
    critical: 'Alert',
    escalated: 'Nobody has acknowledged this',
    yours: 'Assigned to you',
    steps: 'What to do, step by step',
    expected: 'Expected',
    old: 'There is no link: this list may be old.',
  },
  panic: {
    title: 'Call for help',
    hold: 'Hold for 2 seconds',
    holding: 'Keep holding…',
    sendsIn: (seconds) => `Sends in ${seconds}`,
    cancel: 'Cancel',
    what: 'What is happening? (may be left empty)',
    severity: 'How bad?',
    place: 'Where',
    placeHere: 'This phone’s position',
    placeSearching: 'Looking for the position…',
    placeUnknown: 'Position unknown: choose the place',
    mine: 'My calls',
    notAllowed: 'Your role may not call for help here. Speak to the control room.',
    keyboardHint: 'With a keyboard: hold the space bar.',
  },
  queue: {
    states: { queued: 'Waiting for the network', delivered: 'The control room has it', seen: 'Seen', refused: 'Refused' },
    seenBy: (names) => `Seen by ${names}`,
    queuedHint: 'It is sent by itself as soon as there is a network. Keep this page open.',
  },
  chat: {
    line: 'Line',
    noLine: 'This phone has no line to talk on.',
    loading: 'Opening the line…',
    empty: 'Nobody has written yet.',
    write: 'Write to the line',
    send: 'Send',
    report: 'Report this message',
    reported: 'Reported to the control room.',
    reasons: ['Insulting', 'Not true', 'Does not belong here'],
    readOnly: 'You may read here, not write.',
    muted: (until) => `You can’t write until ${until}.`,
    slow: (seconds) => `Slow mode: one message every ${seconds} s.`,
  },
  report: {
    open: 'Report something else',
    title: 'Report',
    what: 'What is it?',
    whatMissing: 'Say what it is.',
    photo: 'Photo',
    photoHint: 'The place and the device are taken out of the photo.',
    choosePhoto: 'Take or choose a photo',
    dropPhoto: 'Leave the photo out',
    send: 'Send',
    working: 'Working…',
    mine: 'My reports',
    added: 'It is on its way: see below.',
    notKept: 'This phone can’t keep the report. Leave this page open until the control room has it.',
    photoNotKept: 'This phone can’t keep the photo. Leave this page open until it is sent.',
    full: 'Too many reports wait on this phone. Drop one below, or wait for the network. What you typed stays here.',
    badPhoto: 'This file is no picture that the phone can read.',
    photos: {
      waiting: 'The photo follows the report.',
      sent: 'With its photo',
      lost: 'The photo is gone: the page was closed before it was sent. The report itself is not lost.',
      refused: 'The photo was refused.',
    },
    drop: 'Remove from this list',
    writtenAt: (time) => `(Written at ${time}; the phone had no network.)`,
  },
  more: {
    title: 'More',
    display: 'Display',
    theme: 'Look',
    themes: { dark: 'Dark', light: 'Light' },
    language: 'Language',
    shift: 'On shift',
    shiftOn: 'I am on shift',
    shiftHint: 'Keeps the screen awake, so that alerts reach you.',
    awake: 'The screen stays awake.',
    notAwake: 'This phone may fall asleep and miss alerts: keep it in hand. The control room sees this too.',
    offline: 'Without a network',
    kept: 'This page opens without a network too, with the last state.',
    untrusted: 'This phone doesn’t trust the station’s certificate yet: the page works only while there is a network.',
    unsupported: 'This browser can’t keep the page for when there is no network.',
    certificate: 'Get the certificate',
    certificateSteps: [
      'Open the certificate with the button below and save it.',
      'Android: Settings, Security, Install a certificate, CA certificate; choose the saved file.',
      'iPhone: Settings, Profile downloaded, Install; then General, About, Certificate Trust Settings: switch it on.',
      'Compare its SHA-256 fingerprint with the one below and with the one in the control room.',
    ],
    fingerprint: 'Fingerprint',
    about: 'About me',
    aboutText: 'What the station knows of this phone.',
    role: 'Role',
    lines: 'Lines',
    allLines: 'all',
    zone: 'Place',
    noZone: 'none of its own',
    leave: 'Leave the station',
    leaveSure: 'Leave?',
    leaveText: 'This phone forgets the station. To come back you need a new code.',
    unsent: (count) => `Not sent yet: ${count}. That is lost if you leave now.`,
    stay: 'Stay',
    roles: { viewer: 'viewer', staff: 'staff', operator: 'operator', admin: 'administrator', service: 'service' },
  },
};
