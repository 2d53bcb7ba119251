/** The last state of the station, kept on the phone so that the page has something to show without a network: always with its age. */
import { z } from 'zod';
import { alarmReply } from '../../../src-contract/api/alarms.ts';
import { callerReply } from '../../../src-contract/api/auth.ts';
import { zoneReply } from '../../../src-contract/api/crowd.ts';
import { siteReply } from '../../../src-contract/api/site.ts';
import { incomingTrainReply } from '../../../src-contract/api/trains.ts';
import { networkProfileSchema } from '../../../src-contract/network-profile.ts';
import { dropKept, readKept, writeKept } from './kept.ts';
import { usePhone } from './phone-store.ts';

const key = 'kavach.phone.last-state';
const keepEveryMs = 3000;

/** One that was kept before there were base maps. */
const keptSite = siteReply.extend({ base_map: siteReply.shape.base_map.default(false) });

/** One that was kept before there were estimates. */
const keptZone = zoneReply.extend({ estimate: zoneReply.shape.estimate.default(null) });

/** One that was kept before there were answers, escalation, owners and comments. */
const keptAlarm = alarmReply.extend({
  answers: alarmReply.shape.answers.default([]),
  answers_left_out: alarmReply.shape.answers_left_out.default(0),
  calling_since: alarmReply.shape.calling_since.default(null),
  escalation: alarmReply.shape.escalation.default(0),
  assignee: alarmReply.shape.assignee.default(null),
  comments: alarmReply.shape.comments.default(0),
  steps: alarmReply.shape.steps.default([]),
});

const lastState = z.object({
  caller: callerReply,
  site: keptSite,
  zones: z.array(keptZone),
  trains: z.array(incomingTrainReply),
  network: networkProfileSchema.nullable(),
  asOfMs: z.number().nullable(),
  alarms: z.record(z.string(), keptAlarm),
  alarmSeq: z.number().nullable(),
});

/** True when there was one. */
export function showLastState(): boolean {
  const kept = readKept(key, lastState);
  if (kept === null) return false;
  usePhone.setState(kept);
  return true;
}

/** Keeps the state from now on, at most every few seconds and when the page is put away. Returns the way to stop. */
export function keepLastState(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const keep = (): void => {
    timer = null;
    const { phase, caller, site, zones, trains, network, asOfMs, alarms, alarmSeq } = usePhone.getState();
    if (phase !== 'ready' || caller === null || site === null) return;
    writeKept(key, { caller, site, zones, trains, network, asOfMs, alarms, alarmSeq });
  };
  const stop = usePhone.subscribe(() => {
    timer ??= setTimeout(keep, keepEveryMs);
  });
  addEventListener('pagehide', keep);
  return () => {
    stop();
    removeEventListener('pagehide', keep);
    if (timer !== null) clearTimeout(timer);
  };
}

export function forgetLastState(): void {
  dropKept(key);
}
