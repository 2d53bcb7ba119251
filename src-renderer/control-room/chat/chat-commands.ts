/** What an operator may do on the lines. Each asks the station and shows its answer; nothing changes on screen before it has. */
import { decisionConflict, type ModeratedMessageReply } from '../../../src-contract/api/chat.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { StationError } from '../../client/errors.ts';
import { showToast } from '../frame/toast-store.ts';
import { catalogues } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { queueFeed, rest } from '../station/session.ts';
import { applyChatUpdate, noteConflict, noteDecision, noteOrder } from './queue-store.ts';

type Decidable = Pick<ModeratedMessageReply, 'id' | 'state'> & { readonly author: { readonly name: string } };

/** Of an operator's reason, in letters: none, or from the least to the most. */
export const reasonLength = { least: 3, most: 500 };

export function isReason(reason: string): boolean {
  return reason.trim() === '' || reason.trim().length >= reasonLength.least;
}

/** Holds the state that the operator saw: when another was first, nothing is done and the list follows. */
export async function decide(message: Decidable, verdict: 'approved' | 'removed', reason = ''): Promise<boolean> {
  if (!isReason(reason)) return false;
  const route = verdict === 'approved' ? routes.approveChatMessage : routes.removeChatMessage;
  const body = { expected_state: message.state, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  try {
    const { message: decided } = await rest.call(route, { params: { id: message.id }, body });
    applyChatUpdate(decided);
    noteDecision(decided, false);
    return true;
  } catch (error) {
    if (!tellConflict(error, message)) tell(error);
    await queueFeed.refresh();
    return false;
  }
}

function tellConflict(error: unknown, { author }: Decidable): boolean {
  if (!(error instanceof StationError) || error.code !== 'CONFLICT') return false;
  const { data } = decisionConflict.safeParse(error.details);
  if (data === undefined) return false;
  const { verdict, decided_by: by, decided_at: at } = data;
  if (verdict === undefined || by === null || at === null) showToast(words().editedMeanwhile, 'fault');
  else noteConflict({ verdict, by, at, author: author.name });
  return true;
}

export function pin(id: string): Promise<boolean> {
  return settle(rest.call(routes.pinChatMessage, { params: { id } }));
}

export function unpin(id: string): Promise<boolean> {
  return settle(rest.call(routes.unpinChatMessage, { params: { id } }));
}

export interface MuteWish {
  /** Null: on every line. */
  readonly line: string | null;
  readonly author: string;
  readonly minutes: number;
  readonly reason: string;
}

export function mute(wish: MuteWish): Promise<boolean> {
  return settle(rest.call(routes.muteAuthor, { body: wish }));
}

export function liftMute(id: string): Promise<boolean> {
  return settle(rest.call(routes.liftMute, { params: { id } }));
}

/** 0 seconds ends it. */
export function setSlowMode(line: string, seconds: number, minutes: number, reason = ''): Promise<boolean> {
  const body = { seconds, minutes, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  return settle(rest.call(routes.slowMode, { params: { line }, body }));
}

export interface Writing {
  readonly line: string;
  readonly text: string;
  /** The same until the station has it: sent again, it is the same message. */
  readonly clientId: string;
  readonly official: boolean;
  readonly pinned: boolean;
}

export function write({ line, text, clientId, official, pinned }: Writing): Promise<boolean> {
  const body = { line, message: text, client_id: clientId, official };
  const sent = rest.call(routes.postChatMessage, { body }).then(async ({ id }) => {
    if (official && pinned) await rest.call(routes.pinChatMessage, { params: { id } });
  });
  return settle(sent);
}

async function settle(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    noteOrder();
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

function tell(error: unknown): void {
  const text = catalogues[usePreferences.getState().locale].alarms;
  if (!(error instanceof StationError) || error.status === 0) showToast(text.unreachable, 'fault');
  else showToast(error.status === 403 ? text.notAllowed : text.failed(error.message), 'fault');
}

function words() {
  return catalogues[usePreferences.getState().locale].chat;
}
