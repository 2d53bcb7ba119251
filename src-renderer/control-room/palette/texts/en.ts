/** The words of the palette, in English; the other languages are typed by them. Screens, states and names have their own words. */
import { counter } from '../../../ui/locale/plural.ts';

const counted = counter('en');

export const paletteEn = {
  title: 'Find and do anything',
  open: 'Find and do',
  placeholder: 'Screen, camera, zone, alarm, person, place or action',
  results: 'What was found',
  recent: 'Used last',
  groups: {
    alarms: 'Open alarms',
    incidents: 'Incidents',
    screens: 'Screens',
    actions: 'Actions',
    layouts: 'Layouts and windows',
    cameras: 'Cameras',
    zones: 'Zones',
    sensors: 'Sensors',
    people: 'People',
    places: 'Places',
  },
  found: (n: number) => counted(n, { one: '# thing found', other: '# things found' }),
  none: 'Nothing fits. Try fewer letters, or another name of it.',
  acknowledge: (alarm: string) => `Acknowledge: ${alarm}`,
  shelve: (alarm: string) => `Shelve: ${alarm}`,
  theme: (theme: string) => `Theme: ${theme}`,
  speak: (language: string) => `Language: ${language}`,
  loudness: (loudness: string) => `Alarm sound: ${loudness}`,
  lettersOn: 'Switch single-letter keys on',
  lettersOff: 'Switch single-letter keys off',
  section: (screen: string, section: string) => `${screen}: ${section}`,
  kiosk: 'Fill the screen, without a frame (kiosk)',
  leaveKiosk: 'Leave the kiosk',
  quit: 'Quit Kavach',
};
