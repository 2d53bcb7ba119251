/** The words of the desktop shell itself, in English; the other languages are typed by them. Everything else is worded by the pages. */
import type { WindowName } from '../window-places.ts';

export interface ShellTexts {
  readonly starting: string;
  readonly startingBody: string;
  readonly restarting: string;
  readonly restartingBody: string;
  readonly down: string;
  readonly downBody: string;
  readonly steps: readonly string[];
  readonly itSaid: string;
  readonly itSaidNothing: string;
  readonly logs: (folder: string) => string;
  readonly startAgain: string;
  readonly running: string;
  readonly unacknowledged: (counts: { readonly high: number; readonly medium: number; readonly low: number }) => string;
  readonly windows: Readonly<Record<WindowName, string>>;
  readonly kiosk: string;
  readonly signIn: string;
  readonly quit: string;
  readonly quitQuestion: string;
  readonly quitDetail: string;
  readonly stay: string;
}

export const en: ShellTexts = {
  starting: 'The station is starting',
  startingBody: 'The control room opens by itself, mostly within ten seconds.',
  restarting: 'The station is starting again',
  restartingBody: 'It ended by itself. Until it is back, nobody is counted and nobody is warned: watch the crowd in person.',
  down: 'The station is down',
  downBody: 'Nobody is counted and nobody is warned.',
  steps: [
    'Send staff to watch the crowd in person, and tell whoever is in charge.',
    'Correct what the station says below, if it says anything.',
    'Start it again.',
  ],
  itSaid: 'What the station said',
  itSaidNothing: 'It ended again and again without a word.',
  logs: (folder) => `The logs are in ${folder}`,
  startAgain: 'Start the station again',
  running: 'The station runs',
  unacknowledged: ({ high, medium, low }) => `Not acknowledged: ${high} high, ${medium} medium, ${low} low`,
  windows: {
    'control-room': 'Control room',
    map: 'Map on another screen',
    wall: 'Cameras on another screen',
    alarms: 'Alarms on another screen',
  },
  kiosk: 'Control room fills the screen (F11)',
  signIn: 'Sign this machine in again',
  quit: 'Quit Kavach',
  quitQuestion: 'Stop the station?',
  quitDetail: 'Nobody is counted and nobody is warned until it is started again. Phones of the staff lose it too.',
  stay: 'Keep it running',
};
