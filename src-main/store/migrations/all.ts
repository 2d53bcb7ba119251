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

export const migrations: readonly Migration[] = [
  ...[alarms, crowd, sessions, people, incidents],
  ...[chat, trains, readings, predictions, outbox],
];
