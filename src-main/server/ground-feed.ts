/**
 * `ground_update`: the crowd on the ground, once a second, to those alone whose map shows it. Nobody looks: nothing is computed. Of a client that
 * is behind only the newest waits.
 */
import type { GroundUpdate } from '../../src-contract/api/sockets.ts';
import type { GroundPicture } from '../../src-contract/domain/ground-picture.ts';
import type { Clock } from '../clock.ts';
import { hasRole } from './auth/caller.ts';
import type { SocketClient } from './socket-client.ts';
import { isoTime, known } from './wire/figures.ts';
import { encodeMessage } from './wire/messages.ts';

export interface GroundFeed {
  join(client: SocketClient): void;
  leave(client: SocketClient): void;
  start(): void;
  stop(): void;
}

const everyMs = 1000;
/** A hundredth of a metre. */
const degreeParts = 1e7;

export function createGroundFeed(read: () => GroundPicture, clock: Clock): GroundFeed {
  const members = new Set<SocketClient>();
  let timer: NodeJS.Timeout | undefined;
  const push = (): void => {
    const message = encodeMessage(groundUpdate(read(), clock.nowMs()));
    for (const client of members) client.offer('ground', message);
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    join(client) {
      // Where single people stand is for operators, as their past is.
      if (!hasRole(client.caller, 'operator')) return;
      members.add(client);
      timer ??= setInterval(push, everyMs);
      client.offer('ground', encodeMessage(groundUpdate(read(), clock.nowMs())));
    },
    leave(client) {
      members.delete(client);
      if (members.size === 0) stop();
    },
    start: () => undefined,
    stop,
  };
}

function groundUpdate({ people, cells }: GroundPicture, nowMs: number): GroundUpdate {
  return {
    ...{ type: 'ground_update', timestamp: isoTime(nowMs) },
    people: people.map(({ at: [lon, lat], persons }) => [degrees(lon), degrees(lat), known(persons)]),
    cells: cells.map(({ corners, densityPerM2 }) => ({
      corners: corners.map(([lon, lat]): [number, number] => [degrees(lon), degrees(lat)]),
      density: known(densityPerM2),
    })),
  };
}

function degrees(value: number): number {
  return Math.round(value * degreeParts) / degreeParts;
}
