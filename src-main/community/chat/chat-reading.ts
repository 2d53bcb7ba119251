/** What readers and operators see of line chat. In: the records and the sensors' view. Out: histories, what was missed, queue, reports. */
import type { ChatMessage, PlaceView } from '../../../src-contract/domain/chat.ts';
import { type ChatCatchUp, type ChatDesk, type ChatReader, isOwn } from '../../../src-contract/domain/chat-command.ts';
import type { ChatRecords } from '../../../src-contract/domain/chat-records.ts';
import type { ModerationReason } from '../../../src-contract/domain/moderation.ts';
import type { Clock } from '../../clock.ts';

interface ReadingOptions {
  readonly records: ChatRecords;
  readonly viewOf: (zoneId: string) => PlaceView | null;
  readonly mutedUntil: (line: string, authorId: string) => number | null;
  readonly clock: Clock;
}

type ChatReading = Pick<ChatDesk, 'mutes' | 'find' | 'history' | 'since' | 'messages' | 'queue' | 'reports' | 'acts'>;

const shownHistory = 50;
const shownOwnHeld = 20;
/** More changes than this are told as a history: it is shorter. */
const mostReplayed = 500;
const authorsLast = 5;
const shownReports = 50;

export function createChatReading({ records, viewOf, mutedUntil, clock }: ReadingOptions): ChatReading {
  const catchUp = (line: string, reader: ChatReader, messages: readonly ChatMessage[]): ChatCatchUp => {
    const { slowMode, pinnedId } = records.line(line, clock.nowMs());
    const pinned = pinnedId === null ? null : records.find(pinnedId);
    const state = { slowMode, pinned: pinned?.state === 'published' ? pinned : null };
    return { seq: records.newestSeq(), messages, state, mutedUntilMs: mutedUntil(line, reader.id) };
  };
  return {
    mutes: () => records.mutes(clock.nowMs()),
    find: records.find,
    history(line, reader) {
      const published = records.newest(line, shownHistory);
      const own = records.ownOf(line, reader.id, 'held', shownOwnHeld);
      return catchUp(
        line,
        reader,
        [...published, ...own].toSorted((a, b) => a.order - b.order),
      );
    },
    since(line, reader, seq) {
      if (seq > records.newestSeq()) return null;
      const changed = records.changedSince(line, seq, mostReplayed + 1);
      if (changed.length > mostReplayed) return null;
      return catchUp(
        line,
        reader,
        changed.filter((message) => message.everPublished || isOwn(reader, message)),
      );
    },
    messages: records.published,
    queue(query) {
      const { messages, nextCursor } = records.held(query);
      const items = messages.map((message) => ({
        message,
        authorsLast: records
          .byAuthor(message.author.id, message.atMs, authorsLast + 1)
          .filter(({ id }) => id !== message.id)
          .slice(0, authorsLast),
        // Also where nothing was known of the place when the message came.
        placeNow: namedPlace(message.reasons, viewOf),
      }));
      return { items, nextCursor };
    },
    reports(query) {
      const { messages, nextCursor } = records.reported(query);
      const items = messages.map((message) => ({ message, reports: records.actsOf(message.id, 'reported', shownReports) }));
      return { items, nextCursor };
    },
    acts: records.acts,
  };
}

/** What the sensors say now of the place that a rumour names; null when it names none, or nothing is known of it. */
export function namedPlace(reasons: readonly ModerationReason[], viewOf: (zoneId: string) => PlaceView | null): PlaceView | null {
  const rumour = reasons.find((reason) => reason.rule === 'rumour');
  return rumour?.place == null ? null : viewOf(rumour.place);
}
