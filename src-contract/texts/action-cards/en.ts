/** Action cards in English. */
import type { CardTexts } from './card-texts.ts';

const rpf = 'RPF control room';
const master = 'Station master';
const support = 'Technical support';
const medical = 'Medical post';
const supervisor = 'Shift supervisor';

export const en: CardTexts = {
  'crowd-density': {
    title: 'Crowd too dense',
    steps: [
      'Look at the zone’s camera: is the crowd moving, or has it stopped?',
      'Hold the inflow: close or slow the entrances and stairs that lead there.',
      'Send the nearest staff to open the way out and to keep stairs and landings clear.',
      'Announce another way, and no platform change for this zone.',
      'At red or black: ask the station master to hold trains from unloading here, and alert the RPF.',
    ],
    expected:
      'Inflow falls within 2 minutes and the density turns within 5. If it still rises after 2 minutes, go on to the last step.',
    contacts: [master, rpf],
  },
  'camera-offline': {
    title: 'Camera lost',
    steps: [
      'See which zones it covered: nobody counts there now.',
      'Cover them with a neighbouring camera, or send staff to look.',
      'If several went together, have the switch and the power of that cabinet checked first.',
      'Report the camera with its name and the time.',
    ],
    expected: 'Eyes on the zone within 5 minutes. The camera comes back by itself within seconds once it is reachable.',
    contacts: [support],
  },
  'camera-frozen': {
    title: 'Picture frozen',
    steps: [
      'Disregard the picture and its count.',
      'Cover the view with another camera or with staff.',
      'Have the camera restarted.',
      'Compare the clock in the picture with the station’s when it is back.',
    ],
    expected: 'The picture moves again within 5 minutes of the restart.',
    contacts: [support],
  },
  'camera-covered': {
    title: 'Camera covered',
    steps: [
      'Look at the last minutes before it went dark, and at the cameras beside it.',
      'Send someone to the camera, two people where the place is lonely.',
      'Treat it as tampering until somebody has seen the cause; tell the RPF if it was done on purpose.',
      'Have the view cleared, and check that it shows what it showed before.',
    ],
    expected: 'Somebody stands at the camera within 5 minutes, and the picture is clear within 15.',
    contacts: [rpf, support],
  },
  'detector-degraded': {
    title: 'Counting impaired',
    steps: [
      'Judge these cameras by their live pictures.',
      'Close programs on the station’s computer that aren’t needed.',
      'Call technical support if it lasts for 10 minutes.',
    ],
    expected: 'Counting runs again within 5 minutes; until then zones are shown as unknown.',
    contacts: [support],
  },
  'no-model': {
    title: 'No detection model',
    steps: [
      'Watch the crowd by the live pictures, and have staff report from full places.',
      'Put the person model into the models folder.',
      'Check under Set-up that the cameras count again.',
    ],
    expected: 'Counting begins within a minute of the model being there.',
    contacts: [support],
  },
  'store-fault': {
    title: 'Records not saved',
    steps: [
      'Write down what happens, with times, until it is repaired.',
      'Look at the free space of the disk under Set-up, and free some.',
      'Call technical support; do not restart the station while a shift needs it.',
    ],
    expected: 'Records are saved again within 15 minutes; alarms that waited come then.',
    contacts: [support, supervisor],
  },
  'disk-low': {
    title: 'Disk nearly full',
    steps: [
      'See under Evidence how much is locked, and under Set-up how large the records are.',
      'Export what is still needed and unlock it; remove exports that were fetched.',
      'Have technical support make space or move other programs’ files away.',
    ],
    expected: 'The free space is back above its limit within 30 minutes, and no further recording is removed.',
    contacts: [support, supervisor],
  },
  'relay-behind': {
    title: 'Other system behind',
    steps: [
      'See under Set-up which system it is, and what it says.',
      'Have its link and its server checked.',
      'Tell those who rely on it that their figures are old.',
    ],
    expected: 'The number of waiting events falls within 10 minutes.',
    contacts: [support],
  },
  panic: {
    title: 'Call for help',
    steps: [
      'Look at the camera of the place and say on the radio what you see.',
      'Send the nearest staff, and say who goes.',
      'Call the RPF, and the medical post where somebody may be hurt.',
      'Keep the way to the place free: gates, stairs, lift.',
      'Stay with the caller until help is there, then close the incident with its outcome.',
    ],
    expected: 'Somebody is on the way within 1 minute and with the caller within 3.',
    contacts: [rpf, medical, master],
  },
  'sensor-silent': {
    title: 'Sensor silent',
    steps: [
      'Do not decide by its last figure.',
      'If several fell silent together, look at the message broker under Set-up.',
      'Have its power and its network checked.',
    ],
    expected: 'A new reading within 10 minutes of the repair.',
    contacts: [support],
  },
  'sensor-faulty': {
    title: 'Sensor not to be trusted',
    steps: [
      'Do not decide by its figures; look at the place.',
      'Compare it with a neighbouring sensor.',
      'Have it cleaned and calibrated, and note that.',
    ],
    expected: 'Figures that agree with the place, at the latest by the next shift.',
    contacts: [support],
  },
  'sensor-risk': {
    title: 'Sensor beyond its threshold',
    steps: [
      'Look at the place by camera, or send staff.',
      'Act by the station’s instructions for what is measured.',
      'Keep people away from where it was measured until it is back within bounds.',
    ],
    expected: 'Somebody has seen the place within 5 minutes.',
    contacts: [master, supervisor],
  },
  'forecast-crowd': {
    title: 'Crowd expected',
    steps: [
      'Look at the zone now and at the trains that come.',
      'Slow the entrances before it fills.',
      'Send staff to the stairs and gates of the zone.',
      'Ask the station master whether a train can be given another platform early enough to be announced.',
    ],
    expected: 'The zone stays below critical at the forecast time; a forecast may also be wrong.',
    contacts: [master],
  },
  'intake-fault': {
    title: 'Sensors can’t get in',
    steps: [
      'Do not rely on the sensors that speak this way.',
      'See under Set-up what is wrong: the address, the port or the certificate.',
      'Call technical support.',
    ],
    expected: 'Readings come again within 10 minutes.',
    contacts: [support],
  },
  'readings-lost': {
    title: 'Readings not stored',
    steps: [
      'Do not rely on the sensors’ figures.',
      'Look at the disk’s free space.',
      'Find the sensor that sends far too much, and switch it off.',
    ],
    expected: 'No further loss within 5 minutes.',
    contacts: [support],
  },
  'weather-heat': {
    title: 'Heat',
    steps: [
      'Open water points and shaded waiting places, and announce them.',
      'Shorten queues in the sun, and let people wait indoors.',
      'Have first aid ready for heat stroke: cool, shade, water, doctor.',
      'Relieve staff who stand in the sun every 30 minutes.',
    ],
    expected: 'Water and shade at every queue within 30 minutes.',
    contacts: [medical, supervisor],
  },
  'weather-rain': {
    title: 'Heavy rain',
    steps: [
      'Watch stairs, footbridges and roofs: people will crowd there.',
      'Close wet stairs that can be spared, and put up signs.',
      'Have underpasses and tracks checked for water.',
      'Announce delays early, so that nobody runs.',
    ],
    expected: 'Nobody stands on stairs; the state of underpasses is known within 15 minutes.',
    contacts: [master],
  },
  'weather-wind': {
    title: 'Storm',
    steps: [
      'Keep people away from temporary roofs, hoardings and barriers.',
      'Have loose things secured, and stop work at height.',
      'Ask the station master about the overhead line.',
    ],
    expected: 'The places named are clear within 10 minutes.',
    contacts: [master, supervisor],
  },
  'weather-fog': {
    title: 'Dense fog',
    steps: [
      'Tell the station master, so that the fog working rules apply.',
      'Keep people behind the line, and announce trains early.',
      'Expect late trains and fuller platforms: watch the zones.',
    ],
    expected: 'Fog working is confirmed within 10 minutes.',
    contacts: [master],
  },
};
