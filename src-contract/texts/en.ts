/** English: the language of the server's messages and of the logs. In: facts; out: words (language.ts says which). */
import type { AlarmText, Language, TextFacts } from './language.ts';
import { sensorName, sentences, unitOf } from './sentences.ts';

const crowdActions = {
  low: 'Watch the zone and its camera, and be ready to slow the entrances.',
  medium: 'Slow the entrances, send staff to the zone and have an announcement made.',
  high: 'Stop the inflow now, open every exit, send staff, and tell the station master and the RPF. No platform change meanwhile.',
} as const;

function crowdDensity(facts: TextFacts): AlarmText {
  const byCapacity = facts.text('basis') === 'capacity';
  const minutes = facts.minutes('timeToRedS');
  const reddening = minutes !== null && facts.priority !== 'high';
  return {
    title: `${facts.text('zoneName') ?? 'A zone'}: crowd level ${facts.level}`,
    cause: sentences(
      byCapacity
        ? `${facts.figure('count') ?? '?'} persons, ${facts.percent('value') ?? '?'} of the rated ${facts.figure('capacity') ?? '?'} (limit ${facts.percent('edge') ?? '?'}).`
        : `The densest spot holds ${facts.figure('value') ?? '?'} persons/m² (limit ${facts.figure('edge') ?? '?'}).`,
      facts.text('saturated') === null ? null : 'The crowd is too dense to count: there are more.',
      facts.stepUps === null ? null : `One band worse because of ${facts.stepUps}.`,
      reddening ? `At the present flow it becomes critical in about ${minutes} min.` : null,
    ),
    action: crowdActions[facts.priority],
  };
}

function cameraOffline(facts: TextFacts): AlarmText {
  const count = facts.figure('cameraCount');
  if (count !== null)
    return {
      title: `${count} of ${facts.figure('cameraTotal') ?? '?'} cameras went offline together`,
      cause: `First lost: ${facts.text('firstCamera') ?? '?'}. Lost: ${facts.text('cameras') ?? '?'}. They may share a switch, a cable or a power supply.`,
      action: 'Send staff to where the crowd can no longer be seen, and have the network and the power supply checked.',
    };
  const zones = facts.text('zones');
  return {
    title: `Camera ${name(facts)} is offline`,
    cause: sentences(`No picture arrives${reason(facts)}.`, zones === null ? null : `It looks at: ${zones}.`),
    action: 'Cover its view with another camera or with staff, and have its power and network checked. The station keeps trying.',
  };
}

function panic(facts: TextFacts): AlarmText {
  const words = facts.text('description');
  const place = facts.text('zoneName') ?? facts.text('place');
  const position = place === null ? facts.text('position') : null;
  return {
    title: `Call for help: ${place ?? (position === null ? 'place not given' : 'outside all zones of the plan')}`,
    cause: sentences(
      `${facts.text('reporter') ?? 'Somebody'} reported${words === null ? ' a panic' : `: “${words}”`}.`,
      `Reports so far: ${facts.figure('reports') ?? '1'}.`,
      position === null ? null : `Position: ${position}.`,
    ),
    action:
      'Look at the camera of the place, send the nearest staff, and tell the RPF and the medical post. Resolve the incident when it is over.',
  };
}

function relayBehind(facts: TextFacts): AlarmText {
  const engine = facts.text('engine') ?? '?';
  const waiting = `${facts.figure('waiting') ?? '?'} events wait.`;
  switch (facts.text('cause')) {
    case 'dropped':
      return {
        title: `Events for ${engine} are being lost`,
        cause: `More wait than the station keeps, so the oldest are dropped${reason(facts)}. ${waiting}`,
        action: 'Have the link and the server repaired now: what is dropped never gets there. The station itself works on.',
      };
    case 'refused':
      return {
        title: `${engine} refuses events`,
        cause: `It does not take what some of them hold${reason(facts)}. They are kept aside, and the others go on.`,
        action: 'Give the reason to technical support. The station itself works on.',
      };
    default:
      return {
        title: `${engine} is ${facts.figure('minutes') ?? '?'} min behind`,
        cause: `Events for it are not getting through${reason(facts)}. ${waiting}`,
        action: 'Have the link and the server checked. Nothing is lost as yet, and the station itself works on.',
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

export const en: Language = {
  words: {
    bands: { unknown: 'unknown', green: 'green', amber: 'amber', orange: 'orange', red: 'red', black: 'black' },
    levels: { low: 'low', moderate: 'moderate', high: 'high', critical: 'critical', unknown: 'unknown' },
    stepUps: {
      'counter-flow': 'counter-flow',
      'outflow-falling': 'outflow falling while inflow rises',
      pressure: 'crowd pressure',
      stairs: 'stairs in use',
    },
    priorities: { low: 'low', medium: 'medium', high: 'high' },
    lives: {
      normal: 'closed',
      unacknowledged: 'unacknowledged',
      acknowledged: 'acknowledged',
      returned: 'returned to normal, unacknowledged',
      shelved: 'shelved',
      suppressed: 'suppressed',
      'out-of-service': 'out of service',
    },
    alarmEvents: {
      raised: 'raised',
      worsened: 'became worse',
      eased: 'eased',
      updated: 'updated',
      acknowledged: 'acknowledged',
      returned: 'returned to normal',
      reactivated: 'came back',
      shelved: 'shelved',
      unshelved: 'unshelved',
      suppressed: 'suppressed',
      unsuppressed: 'no longer suppressed',
      'out-of-service': 'taken out of service',
      'in-service': 'put back in service',
      reset: 'reset',
      answered: 'answered',
      escalated: 'unanswered: called more people',
      commented: 'commented',
      assigned: 'assigned',
      'step-done': 'step done',
      'step-undone': 'step taken back',
      closed: 'closed',
    },
    answers: { seen: 'seen', on_my_way: 'on the way', done: 'done' },
    zoneKinds: { waiting: 'waiting area', moving: 'passage', entrance: 'entrance', exit: 'exit' },
    zoneNotes: {
      'no-camera': 'No camera looks at this zone',
      'camera-lost': 'Its camera is lost',
      'no-model': 'No detection model',
      'not-calibrated': 'Camera not calibrated: heads against capacity',
      'not-measured-yet': 'Not measured yet',
      saturated: 'Too dense to count: the true figure is higher',
      'not-checked': 'Estimated without hand counts: never shown as normal',
    },
    sources: { measured: 'measured', estimated: 'estimated', forecast: 'forecast' },
    cameraStates: { live: 'live', reconnecting: 'reconnecting', frozen: 'frozen', covered: 'covered', offline: 'offline' },
    detectionStates: { running: 'counting', starting: 'starting', 'no-model': 'no model', degraded: 'impaired' },
  },
  alarms: {
    'crowd-density': crowdDensity,
    'camera-offline': cameraOffline,
    'camera-frozen': (facts) => ({
      title: `Camera ${name(facts)}: the picture is frozen`,
      cause: `It sends the same picture again and again${reason(facts)}. What it shows is not now.`,
      action: 'Don’t trust its picture. Cover its view with another camera or with staff, and have it restarted.',
    }),
    'camera-covered': (facts) => ({
      title: `Camera ${name(facts)} is covered`,
      cause: `Its picture shows nothing${reason(facts)}: covered, turned away, dazzled or dark.`,
      action: 'Treat it as tampering until you know better: send someone to the camera and watch the ones beside it.',
    }),
    'detector-degraded': (facts) => ({
      title: `People counting is impaired (${facts.text('model') ?? '?'})`,
      cause: `The detector can't keep up or was restarted too often${reason(facts)}. Cameras concerned: ${facts.text('cameras') ?? '?'}.`,
      action: 'Judge these cameras by their live pictures, and call technical support.',
    }),
    'no-model': (facts) => ({
      title: 'Nobody is counted: no detection model',
      cause: `Cameras without a model${reason(facts)}: ${facts.text('cameras') ?? '?'}.`,
      action: 'Put a person model into the models folder. Until then, judge the crowd by the live pictures.',
    }),
    'store-fault': (facts) => ({
      title: 'The station can’t save its records',
      cause: `The database reports a fault${reason(facts)}.`,
      action: 'Check the free space and the health of the disk. Write down what happens until it is repaired.',
    }),
    'disk-low': (facts) => ({
      title: 'The disk is running out of space',
      cause: `${facts.figure('freeMb') ?? '?'} MB are free; ${facts.figure('wantedMb') ?? '?'} MB should be. The oldest recordings that nobody locked are being removed (so far: ${facts.figure('dropped') ?? '?'} clips).`,
      action: 'Export and unlock what is no longer needed, or have space made on the disk. Alarms are still stored.',
    }),
    'relay-behind': relayBehind,
    panic,
    'sensor-silent': (facts) => {
      const count = facts.figure('sensorCount');
      return count === null
        ? {
            title: `Sensor ${sensorName(facts)} is silent`,
            cause: `It should have spoken by now${reason(facts)}. What it said last is not now.`,
            action: 'Don’t rely on its last figure. Have its power and network checked.',
          }
        : {
            title: `${count} of ${facts.figure('sensorTotal') ?? '?'} sensors fell silent together`,
            cause: `Silent: ${facts.text('sensors') ?? '?'}. They may share a switch, a power supply or the message broker.`,
            action:
              'Look at the state of the broker under Set-up, then have the network checked. Until then nothing is known from there.',
          };
    },
    'sensor-faulty': (facts) => ({
      title: `Sensor ${sensorName(facts)} can’t be trusted`,
      cause: `It still speaks, but its figures look wrong${reason(facts)}.`,
      action: 'Don’t decide by its figures. Have it looked at and calibrated.',
    }),
    'sensor-risk': (facts) => {
      const fog = facts.percent('fog');
      const name = facts.text('sensorName') ?? '?';
      return fog === null
        ? {
            title: `${name}: ${facts.text('field') ?? '?'} beyond its threshold`,
            cause: `It measures ${facts.figure('value') ?? '?'} ${unitOf(facts)}.`,
            action: 'Look at the place by camera or send staff, and act by the station’s instructions for it.',
          }
        : {
            title: `${name}: ${facts.text('risk') === 'HIGH' ? 'dense fog' : 'fog'}`,
            cause: `Fog intensity is ${fog}; sight is down to ${facts.percent('value') ?? '?'} of clear sight.`,
            action:
              'Tell the station master and the drivers by the fog working rules, light the signals, and keep people back from the edge.',
          };
    },
    'forecast-crowd': (facts) => ({
      title: `${facts.text('zoneName') ?? 'A zone'}: expected to become critical`,
      cause: sentences(
        `Forecast in ${facts.minutes('inS') ?? '?'} min: ${facts.figure('value') ?? '?'} persons (8 times in 10 from ${facts.figure('lower') ?? '?'} to ${facts.figure('upper') ?? '?'}; critical from ${facts.figure('edge') ?? '?'}).`,
        facts.percent('skill') === null
          ? null
          : `Such forecasts have erred ${facts.percent('skill')} less than a simple look back.`,
      ),
      action: 'Look at the zone and at what comes. Slow the entrances and send staff before it fills.',
    }),
    'intake-fault': (facts) => ({
      title: `Sensors can’t reach the station by ${facts.text('intake') ?? '?'}`,
      cause: `Nothing comes in that way${reason(facts)}.`,
      action: 'Don’t rely on figures of sensors that speak that way. Call technical support; the station keeps trying.',
    }),
    'readings-lost': (facts) => ({
      title: 'Readings of sensors are not all being stored',
      cause: `The station can’t keep up with its sensors${reason(facts)}.`,
      action: 'Don’t rely on the sensors’ figures. Check the disk, and look for a sensor that sends far too much.',
    }),
    'weather-heat': (facts) => ({
      title: facts.priority === 'high' ? 'Extreme heat' : 'Severe heat',
      cause:
        facts.text('figure') === 'temperature'
          ? `It is ${facts.figure('value') ?? '?'} °C (limit ${facts.figure('edge') ?? '?'}), by ${facts.text('source') ?? '?'}.`
          : `It feels like ${facts.figure('value') ?? '?'} °C (limit ${facts.figure('edge') ?? '?'}), by ${facts.text('source') ?? '?'}.`,
      action: 'Open water points and shade, shorten the queues in the sun, and have first aid look out for heat stroke.',
    }),
    'weather-rain': (facts) => ({
      title: facts.priority === 'high' ? 'Extremely heavy rain' : 'Heavy rain',
      cause: `${facts.figure('value') ?? '?'} mm ${facts.text('figure') === 'day' ? 'in 24 hours' : 'in the hour'} (limit ${facts.figure('edge') ?? '?'}), by ${facts.text('source') ?? '?'}.`,
      action:
        'Expect people to crowd under roofs, on stairs and on footbridges. Look at those zones, close wet stairs, and check underpasses for water.',
    }),
    'weather-wind': (facts) => ({
      title: facts.priority === 'high' ? 'Storm' : 'Gale',
      cause: `Wind or gusts of ${facts.figure('value') ?? '?'} m/s (limit ${facts.figure('edge') ?? '?'}), by ${facts.text('source') ?? '?'}.`,
      action:
        'Keep people away from temporary roofs, barriers and hoardings, have loose things secured, and stop work at height.',
    }),
    'weather-fog': (facts) => ({
      title: facts.priority === 'high' ? 'Very dense fog' : 'Dense fog',
      cause: sentences(
        `Sight is ${facts.figure('value') ?? '?'} m (limit ${facts.figure('edge') ?? '?'}), by ${facts.text('source') ?? '?'}.`,
        facts.percent('sensorVisibility') === null
          ? 'No sensor by the tracks reads the fog.'
          : `By the tracks, ${sensorName(facts)} reads ${facts.percent('sensorVisibility')} of clear sight (${facts.minutes('sensorAgeS') ?? '?'} min ago).`,
      ),
      action: 'Tell the station master and the drivers by the fog working rules, and expect late trains and fuller platforms.',
    }),
  },
  within: (amount, unit, count) => `Act within ${amount} ${unit}${count === 1 ? '' : 's'}.`,
  held: 'Not measured at present: these are the last known figures.',
};
