/** Action cards that administrators wrote, by kind of alarm and language. A row that can't be read stands for nothing: the card that ships does. */
import { z } from 'zod';
import type { ActionCard, ActionCardRecords, WrittenCard } from '../../src-contract/domain/action-card.ts';
import { conditionKinds } from '../../src-contract/domain/alarm.ts';
import { locales } from '../../src-contract/texts/language.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

const storedCard = z.object({
  title: z.string(),
  steps: z.array(z.object({ id: z.string(), text: z.string() })),
  expected: z.string(),
  contacts: z.array(z.string()),
}) satisfies z.ZodType<ActionCard>;

const cardRow = z
  .object({
    kind: z.enum(conditionKinds),
    locale: z.enum(locales),
    card: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(storedCard),
    written_by: z.string(),
    at_ms: z.number(),
  })
  .transform(({ written_by, at_ms, ...rest }): WrittenCard => ({ ...rest, by: written_by, atMs: at_ms }));

interface AlarmCardsOptions {
  readonly connections: Connections;
  readonly durably: Durably;
  readonly log: Log;
}

export function createAlarmCards({ connections, durably, log }: AlarmCardsOptions): ActionCardRecords {
  const { durable, reader } = connections;
  const all = reader.query<[string]>('SELECT * FROM alarm_cards WHERE locale = ?');
  const put = durable.query<(string | number)[]>(
    'INSERT OR REPLACE INTO alarm_cards (kind, locale, card, written_by, at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = durable.query<string[]>('DELETE FROM alarm_cards WHERE kind = ? AND locale = ?');
  const read = (row: unknown): WrittenCard[] => {
    const parsed = cardRow.safeParse(row);
    if (parsed.success) return [parsed.data];
    log.warn({ issues: parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.')) }, 'stored action card left out');
    return [];
  };
  return {
    list: (locale) => all.all(locale).flatMap(read),
    put: ({ kind, locale, card, by, atMs }) =>
      void durably('alarmCards.put', () => put.run(kind, locale, JSON.stringify(card), by, atMs)),
    remove: (kind, locale) => durably('alarmCards.remove', () => remove.run(kind, locale)) > 0,
  };
}
