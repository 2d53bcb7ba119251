/** What an operator may do with an alarm. Each asks the station and shows its answer; nothing changes on screen before it has. */
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { StationError } from '../../client/errors.ts';
import { showToast } from '../frame/toast-store.ts';
import { catalogues } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { rest } from '../station/session.ts';
import { applyAlarm, useAlarms } from './alarms-store.ts';

type Answer = Promise<{ alarm: AlarmReply }>;

/** Covers what the list held: what came while the hand was moving isn't acknowledged by it. */
export function acknowledge(alarmId: string): Promise<boolean> {
  const { asOf } = useAlarms.getState();
  return settle(rest.call(routes.acknowledgeAlarm, { params: { id: alarmId }, body: asOf === null ? {} : { seen_at: asOf } }));
}

/** All of a group, as the list held them; says so when some changed meanwhile. */
export async function acknowledgeAll(ids: readonly string[]): Promise<void> {
  const { asOf } = useAlarms.getState();
  const body = { ids: [...ids], ...(asOf === null ? {} : { seen_at: asOf }) };
  try {
    const { alarms, refused } = await rest.call(routes.acknowledgeAlarms, { body });
    for (const alarm of alarms) applyAlarm(alarm);
    const { locale } = usePreferences.getState();
    if (refused.length > 0) showToast(catalogues[locale].alarmTools.group.refused(refused.length), 'fault');
  } catch (error) {
    tellFault(error);
  }
}

export function extendShelving(alarmId: string, reason: string, minutes: number): Promise<boolean> {
  return settle(rest.call(routes.extendShelving, { params: { id: alarmId }, body: { reason, minutes } }));
}

export function commentOn(alarmId: string, text: string): Promise<boolean> {
  return settle(rest.call(routes.commentAlarm, { params: { id: alarmId }, body: { text } }));
}

/** Null: to nobody. */
export function assignTo(alarmId: string, to: string | null): Promise<boolean> {
  return settle(rest.call(routes.assignAlarm, { params: { id: alarmId }, body: { to } }));
}

export function tickStep(alarmId: string, step: { readonly id: string; readonly text: string }, done: boolean): Promise<boolean> {
  return settle(rest.call(routes.tickAlarmStep, { params: { id: alarmId }, body: { step: step.id, text: step.text, done } }));
}

export function shelve(alarmId: string, reason: string, minutes: number): Promise<boolean> {
  return settle(rest.call(routes.shelveAlarm, { params: { id: alarmId }, body: { reason, minutes } }));
}

export function unshelve(alarmId: string): Promise<boolean> {
  return settle(rest.call(routes.unshelveAlarm, { params: { id: alarmId } }));
}

export function resetLatched(alarmId: string): Promise<boolean> {
  return settle(rest.call(routes.resetAlarm, { params: { id: alarmId } }));
}

async function settle(answer: Answer): Promise<boolean> {
  try {
    applyAlarm((await answer).alarm);
    return true;
  } catch (error) {
    tellFault(error);
    return false;
  }
}

function tellFault(error: unknown): void {
  const text = catalogues[usePreferences.getState().locale].alarms;
  if (!(error instanceof StationError) || error.status === 0) showToast(text.unreachable, 'fault');
  else showToast(error.status === 403 ? text.notAllowed : text.failed(error.message), 'fault');
}
