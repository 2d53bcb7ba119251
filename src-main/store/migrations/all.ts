/** Every migration in order. Append only: what has been released is never edited. */
import type { Migration } from '../migrate.ts';
import { alarms } from './001-alarms.ts';
import { crowd } from './002-crowd.ts';
import { sessions } from './003-sessions.ts';
import { people } from './004-people.ts';
import { incidents } from './005-incidents.ts';
import { chat } from './006-chat.ts';
import { trains } from './007-trains.ts';
import { readings } from './008-readings.ts';
import { predictions } from './009-predictions.ts';
import { outbox } from './010-outbox.ts';
import { places } from './011-places.ts';
import { weather } from './012-weather.ts';
import { plannedEvents } from './013-planned-events.ts';
import { walkBlocks } from './014-walk-blocks.ts';
import { estimates } from './015-estimates.ts';
import { alarmTools } from './016-alarm-tools.ts';
import { evidence } from './017-evidence.ts';
import { replay } from './018-replay.ts';
import { layouts } from './019-layouts.ts';

export const migrations: readonly Migration[] = [
  ...[alarms, crowd, sessions, people, incidents],
  ...[chat, trains, readings, predictions, outbox],
  ...[places, weather, plannedEvents, walkBlocks, estimates],
  ...[alarmTools, evidence, replay, layouts],
];
