/**
 * What stands around the alarms: floods watched, stored, then told; how well the alarms do; several commands at once; action cards. In: the
 * store, the pipeline and what it announces. Out: the server's port, and a part that looks whether a flood is over.
 */
import type { AlarmFlood } from '../../src-contract/domain/alarm-flood.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { alarmHealth } from '../alarms/alarm-health.ts';
import { type Arrival, advanceFlood, type FloodMemory, floodWindowMs, isArrival } from '../alarms/flood.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Pipeline } from '../pipeline.ts';
import type { AlarmDeskPort } from '../server/alarm-desk-port.ts';
import type { StoredTransition } from '../store/alarms.ts';
import type { Store } from '../store/open-store.ts';
import { createListeners } from './listeners.ts';
import type { Part } from './parts.ts';

interface AlarmDeskOptions {
  readonly store: Pick<Store, 'alarms' | 'alarmFloods' | 'actionCards'>;
  readonly site: Pick<SiteConfig, 'alarms'>;
  readonly pipeline: Pick<Pipeline, 'commandAll' | 'openAlarms'>;
  readonly onAlarm: (listener: (event: StoredTransition) => void) => () => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface AlarmDesk {
  readonly port: AlarmDeskPort;
  readonly part: Part;
}

const lookEveryMs = 1000;
/** Of one time's events, for its health: a month with an event a minute. Reading them holds up the station's other work. */
const mostMoments = 50_000;
const mostFloods = 50;

export function createAlarmDesk({ store, site, pipeline, onAlarm, clock, log }: AlarmDeskOptions): AlarmDesk {
  const listeners = createListeners<AlarmFlood>(log);
  const watch = createFloodWatch(store, clock, (flood) => listeners.tell(flood));
  let arrived: Arrival[] = [];
  /** Not with each alarm: a flood of 500 a minute would be as many writes more. */
  const look = (): void => {
    const news = arrived;
    arrived = [];
    try {
      watch.look(news);
    } catch (error) {
      log.error({ error: errorText(error) }, 'a flood of alarms could not be stored; trying again');
    }
  };
  onAlarm((event) => {
    if (isArrival(event)) arrived.push({ atMs: event.atMs, alarmId: event.alarm.id });
  });
  let timer: NodeJS.Timeout | undefined;
  return {
    port: {
      flood: watch.flood,
      onFlood: listeners.add,
      commandAll: (commands) => pipeline.commandAll(commands, clock.nowMs()),
      health: (fromMs, toMs) => readHealth({ store, site, pipeline }, fromMs, toMs),
      ...{ cards: store.actionCards.list, writeCard: store.actionCards.put },
      resetCard: (kind, locale) => void store.actionCards.remove(kind, locale),
    },
    part: {
      name: 'alarm floods',
      start() {
        timer = setInterval(look, lookEveryMs);
      },
      stop: () => clearInterval(timer),
    },
  };
}

interface FloodWatch {
  flood(): AlarmFlood | null;
  /** Throws when it can't be stored; what arrived is remembered all the same. */
  look(arrived: readonly Arrival[]): void;
}

function createFloodWatch(
  { alarms, alarmFloods }: AlarmDeskOptions['store'],
  clock: Clock,
  tell: (flood: AlarmFlood) => void,
): FloodWatch {
  const startMs = clock.nowMs();
  const recent = alarms.moments({ fromMs: startMs - floodWindowMs, toMs: startMs, limit: mostMoments });
  const arrivals = recent
    .filter(({ kind, life }) => isArrival({ kind, alarm: { life } }))
    .map(({ atMs, alarmId }) => ({ atMs, alarmId }));
  let memory: FloodMemory = { arrivals, flood: alarmFloods.open() };
  return {
    flood: () => (memory.flood?.endedMs === null ? memory.flood : null),
    look(arrived) {
      const before = memory;
      const next = advanceFlood(before, arrived, clock.nowMs());
      memory = { ...next, flood: before.flood };
      if (next.flood === null || next.flood === before.flood) return;
      alarmFloods.put(next.flood);
      memory = next;
      tell(next.flood);
    },
  };
}

function readHealth(
  { store, site, pipeline }: Pick<AlarmDeskOptions, 'store' | 'site' | 'pipeline'>,
  fromMs: number,
  toMs: number,
): ReturnType<AlarmDeskPort['health']> {
  const { alarms, alarmFloods } = store;
  const moments = alarms.moments({ fromMs, toMs, limit: mostMoments });
  const oldestMs = (moments.length === mostMoments ? moments[0]?.atMs : alarms.oldestMs()) ?? toMs;
  const { positions } = site.alarms;
  const known = { fromMs, toMs, knownFromMs: Math.max(fromMs, oldestMs) };
  const health = alarmHealth({ ...known, moments, open: pipeline.openAlarms(), positions });
  const named = health.mostFrequent.flatMap(({ alarmId }) => alarms.history({ alarm: alarmId, limit: 1 }).events);
  return {
    ...{ health, positions, alarms: new Map(named.map(({ alarm }) => [alarm.id, alarm])) },
    floods: alarmFloods.between(fromMs, toMs, mostFloods),
  };
}
