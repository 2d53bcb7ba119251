/** An action card as it is typed: one text a field, steps and contacts a line each. Pure. In: a card; out: a draft, and back. */
import type { z } from 'zod';
import { type CardReply, cardBody } from '../../../src-contract/api/alarm-tools.ts';

export interface CardDraft {
  readonly title: string;
  readonly steps: string;
  readonly expected: string;
  readonly contacts: string;
}

type CardBody = z.infer<typeof cardBody>;

export function draftOfCard({ title, steps, expected, contacts }: CardReply): CardDraft {
  return { title, expected, steps: steps.map(({ text }) => text).join('\n'), contacts: contacts.join('\n') };
}

/**
 * Null for one that the station would refuse. A line that says what a step said keeps its name, so that ticks of open alarms go on meaning it;
 * one that was reworded where it stands keeps it too.
 */
export function cardOfDraft(draft: CardDraft, before: CardReply['steps']): CardBody | null {
  const texts = lines(draft.steps);
  const ids = namesOf(texts, before);
  const parsed = cardBody.safeParse({
    ...{ title: draft.title, expected: draft.expected, contacts: lines(draft.contacts) },
    steps: texts.map((text, i) => ({ id: ids[i] ?? '', text })),
  });
  return parsed.success ? parsed.data : null;
}

function namesOf(texts: readonly string[], before: CardReply['steps']): string[] {
  const same = texts.map((text) => before.find((step) => step.text === text)?.id);
  const taken = new Set<string>();
  let newest = Math.max(0, ...before.map(({ id }) => Number(id) || 0));
  const take = (id: string | undefined): string | null => {
    if (id === undefined || taken.has(id)) return null;
    taken.add(id);
    return id;
  };
  const kept = same.map(take);
  return kept.map((id, i) => id ?? take(before[i]?.id) ?? String(++newest));
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
