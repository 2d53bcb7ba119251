/**
 * Line chat: takes messages, has them moderated, and does what operators order. In: orders with who gives them. Out: messages as they
 * stand, and news of every change once it is stored. Who may do what is asked before; how it travels is the server's.
 */
import type { ChatActor, ChatMessage, ChatMute, ChatNews, PlaceView, SlowMode } from '../../../src-contract/domain/chat.ts';
import type { ChatCommand, ChatDesk, ChatEdit, ChatPost, MuteOrder } from '../../../src-contract/domain/chat-command.ts';
import type { ChatRecords, NewChatAct } from '../../../src-contract/domain/chat-records.ts';
import type { Moderation } from '../../../src-contract/domain/moderation.ts';
import type { Clock } from '../../clock.ts';
import { assertNever, errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { cleanText } from '../moderation/clean-text.ts';
import type { KnownPlace } from '../moderation/message.ts';
import { moderate } from '../moderation/moderate.ts';
import type { WordLists } from '../moderation/word-lists.ts';
import { createChatReading, namedPlace } from './chat-reading.ts';
import { decidedMessage, editedMessage, requireEditable, requireUndecided, writtenMessage } from './message-steps.ts';
import { createRecentPosts } from './recent-posts.ts';

export interface ChatDeskOptions {
  readonly records: ChatRecords;
  /** Those of the site as it is now. */
  readonly lines: () => readonly string[];
  readonly lists: WordLists;
  readonly places: () => readonly KnownPlace[];
  /** What the sensors say of a zone now; null for one that isn't known. */
  readonly viewOf: (zoneId: string) => PlaceView | null;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

const minuteMs = 60_000;
/** What moderation looks back over, and the most that it can hold. */
const lookBackMs = 10 * minuteMs;
const mostLookedBack = 2000;

export function createChatDesk(options: ChatDeskOptions): ChatDesk {
  const { records, lines, lists, places, viewOf, newId, clock, log } = options;
  const recent = createRecentPosts(records.recent(clock.nowMs() - lookBackMs, mostLookedBack));
  const listeners = new Set<(news: ChatNews) => void>();
  let mutes = records.mutes(clock.nowMs());

  const tell = (news: ChatNews): void => {
    for (const listener of listeners) {
      try {
        listener(news);
      } catch (error) {
        log.error({ error: errorText(error) }, 'a listener of chat failed');
      }
    }
  };
  const mutedUntil = (line: string, authorId: string): number | null => {
    const ends = mutes.filter((mute) => mute.author.id === authorId && (mute.line === null || mute.line === line));
    const untilMs = Math.max(0, ...ends.map((mute) => mute.untilMs));
    return untilMs > clock.nowMs() ? untilMs : null;
  };
  const judge = (by: ChatActor, line: string, text: string, official: boolean, exceptId: string | null): Moderation => {
    const nowMs = clock.nowMs();
    const slowModeS = exceptId === null ? (records.line(line, nowMs).slowMode?.seconds ?? 0) : 0;
    const before = { byAuthor: recent.byAuthor(by.id, exceptId), onLine: recent.onLine(line, exceptId) };
    const lastOnLineMs = recent.lastOnLine(line, by.id);
    const context = { nowMs, lists, places: places(), ...before, lastOnLineMs, slowModeS, mutedUntilMs: mutedUntil(line, by.id) };
    return moderate({ author: by.id, text, official }, context);
  };
  const keep = (
    message: ChatMessage,
    act: Pick<NewChatAct, 'kind' | 'actor'> & Partial<NewChatAct>,
    change: Extract<ChatNews, { kind: 'message' }>['change'],
    make: (seq: number) => ChatMessage,
  ): ChatMessage => {
    const whole = { ...emptyAct, line: message.line, messageId: message.id, atMs: clock.nowMs(), ...act };
    const next = records.save(whole, make);
    tell({ kind: 'message', change, message: next, wasPublished: change !== 'posted' && message.state === 'published' });
    return next;
  };

  const post = (given: ChatPost): ChatMessage => {
    requireLine(lines(), given.line);
    const known = given.clientId === null ? null : records.findByClient(given.by.id, given.clientId);
    if (known !== null) return known;
    const atMs = clock.nowMs();
    const clean = { ...given, text: requireText(given.text) };
    const moderation = judge(given.by, given.line, clean.text, given.official, null);
    const written = { id: newId(), post: clean, moderation, place: namedPlace(moderation.reasons, viewOf), atMs };
    const message = keep(writtenMessage(written, 0), { kind: 'posted', actor: given.by }, 'posted', (seq) =>
      writtenMessage(written, seq),
    );
    recent.note(message, atMs);
    return message;
  };

  const edit = ({ by, messageId, text }: ChatEdit): ChatMessage => {
    const message = mustFind(records, messageId);
    const atMs = clock.nowMs();
    requireEditable(message, by, atMs);
    const clean = requireText(text);
    if (clean === message.text) return message;
    const moderation = judge(by, message.line, clean, message.official, message.id);
    const edited = { text: clean, moderation, place: namedPlace(moderation.reasons, viewOf), atMs };
    const act = { kind: 'edited', actor: by, detail: message.text } as const;
    const next = keep(message, act, 'edited', (seq) => editedMessage(message, edited, seq));
    recent.note(next, atMs);
    return next;
  };

  const decide = ({ by, messageId, verdict, reason, expectedState }: Extract<ChatCommand, { kind: 'decide' }>): ChatMessage => {
    const message = mustFind(records, messageId);
    requireUndecided(message, expectedState);
    const decided = { verdict, by, reason, atMs: clock.nowMs() };
    const next = keep(message, { kind: verdict, actor: by, reason }, 'decided', (seq) => decidedMessage(message, decided, seq));
    if (verdict === 'removed' && records.line(message.line, clock.nowMs()).pinnedId === message.id) setPin(next, by, false);
    return next;
  };

  const report = ({ by, messageId, reason }: Extract<ChatCommand, { kind: 'report' }>): ChatMessage => {
    const message = mustFind(records, messageId);
    if (records.actsOf(messageId, 'reported', mostReports).some(({ actor }) => actor.id === by.id)) return message;
    // No change that readers see: it keeps its number.
    return keep(message, { kind: 'reported', actor: by, reason }, 'reported', () => ({
      ...message,
      reports: message.reports + 1,
    }));
  };

  const setPin = (message: ChatMessage, by: ChatActor, pinned: boolean): void => {
    const { line, id } = message;
    const act = {
      ...emptyAct,
      kind: pinned ? 'pinned' : 'unpinned',
      actor: by,
      line,
      messageId: id,
      atMs: clock.nowMs(),
    } as const;
    const seq = records.pin(act, line, pinned ? id : null);
    tell({ kind: 'pinned', seq, line, message: pinned ? message : null });
  };

  const pin = ({ by, messageId, pinned }: Extract<ChatCommand, { kind: 'pin' }>): ChatMessage => {
    const message = mustFind(records, messageId);
    if (pinned && !(message.official && message.state === 'published')) {
      throw new KavachError('CONFLICT', 'Only an official message that is published can be pinned.');
    }
    // Another operator may have pinned another line meanwhile: that one stays.
    const isThere = records.line(message.line, clock.nowMs()).pinnedId === message.id;
    if (pinned || isThere) setPin(message, by, pinned);
    return message;
  };

  const slow = ({ by, line, seconds, minutes, reason }: Extract<ChatCommand, { kind: 'slow-mode' }>): void => {
    requireLine(lines(), line);
    const atMs = clock.nowMs();
    const slowMode: SlowMode | null = seconds === 0 ? null : { seconds, untilMs: atMs + minutes * minuteMs };
    const detail = slowMode === null ? 'off' : `${seconds} s until ${new Date(slowMode.untilMs).toISOString()}`;
    const seq = records.slowMode({ ...emptyAct, kind: 'slow-mode', atMs, actor: by, line, reason, detail }, line, slowMode);
    tell({ kind: 'slow-mode', seq, line, slowMode });
  };

  /** Another mute may last longer, or stand when this one is lifted. */
  const tellMute = (seq: number, mute: ChatMute): void => {
    mutes = records.mutes(clock.nowMs());
    const concerned = mute.line === null ? lines() : [mute.line];
    tell({
      ...{ kind: 'muted', seq, mute },
      untilMsOn: Object.fromEntries(concerned.map((line) => [line, mutedUntil(line, mute.author.id)])),
    });
  };

  const mute = ({ by, line, authorId, minutes, reason }: MuteOrder): ChatMute => {
    if (line !== null) requireLine(lines(), line);
    const atMs = clock.nowMs();
    const name = records.byAuthor(authorId, atMs, 1)[0]?.author.name ?? authorId;
    const untilMs = atMs + minutes * minuteMs;
    const made = { id: newId(), line, author: { id: authorId, name }, untilMs, reason, by: by.name, atMs };
    const detail = `${name} until ${new Date(untilMs).toISOString()}`;
    const seq = records.mute({ ...emptyAct, kind: 'muted', atMs, actor: by, line, reason, detail }, made);
    tellMute(seq, made);
    return made;
  };

  const lift = (muteId: string, by: ChatActor): ChatMute => {
    const atMs = clock.nowMs();
    const found = records.mutes(atMs).find(({ id }) => id === muteId);
    if (found === undefined) throw new KavachError('NOT_FOUND', 'There is no such mute; it may have ended by itself.');
    const act = { ...emptyAct, kind: 'unmuted', atMs, actor: by, line: found.line, detail: found.author.name } as const;
    const seq = records.lift(act, muteId);
    const lifted = { ...found, untilMs: atMs };
    tellMute(seq, lifted);
    return lifted;
  };

  return {
    get lines() {
      return lines();
    },
    post,
    edit,
    mute,
    lift,
    command(command) {
      switch (command.kind) {
        case 'decide':
          return decide(command);
        case 'report':
          return report(command);
        case 'pin':
          return pin(command);
        case 'slow-mode':
          slow(command);
          return null;
        default:
          return assertNever(command);
      }
    },
    ...createChatReading({ records, viewOf, mutedUntil, clock }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Enough to know whether somebody has reported a message before. */
const mostReports = 1000;

const emptyAct = { reason: null, detail: null, line: null, messageId: null } as const;

function mustFind(records: ChatRecords, id: string): ChatMessage {
  const message = records.find(id);
  if (message === null) throw new KavachError('NOT_FOUND', 'There is no such message; it may be older than what is kept.');
  return message;
}

function requireLine(lines: readonly string[], line: string): void {
  if (!lines.includes(line)) {
    throw new KavachError('NOT_FOUND', `There is no line "${line.slice(0, 64)}" here; there are: ${lines.join(', ')}.`);
  }
}

function requireText(text: string): string {
  const clean = cleanText(text);
  if (clean === '') throw new KavachError('BAD_REQUEST', 'The message is empty once unprintable characters are left out.');
  return clean;
}
