/** The ways that answer the operator's question, asked again as soon as they may be others. */
import { useCallback, useMemo } from 'react';
import { type WalkRoutesReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import { rest } from '../station/session.ts';
import { type Asked, useAsked } from '../station/use-asked.ts';
import { useWaysChanged } from '../station/walk-revision.ts';
import { questionOf, useWalks, type WalkQuestion } from './walks-store.ts';

export type Found = Asked<WalkRoutesReply> | { readonly kind: 'unasked' };

export interface FoundAgain {
  readonly found: Found;
  readonly again: () => void;
}

export function useRoutes(): FoundAgain {
  const key = useWalks((state) => JSON.stringify(questionOf(state)));
  const question = useMemo(() => JSON.parse(key) as WalkQuestion | null, [key]);
  const ask = useCallback(
    async (signal: AbortSignal) => (question === null ? null : { question, reply: await askRoutes(question, signal) }),
    [question],
  );
  const { asked, again } = useAsked(ask);
  useWaysChanged(again);
  return { found: answerTo(question, asked), again };
}

async function askRoutes({ from, to, mode, avoidCrowd }: WalkQuestion, signal: AbortSignal): Promise<WalkRoutesReply> {
  const query = { from, ...(to === undefined ? {} : { to }), mode, avoid_crowd: avoidCrowd };
  return await rest.call(walkRoutes.walkRoutes, { query, signal });
}

type Answer = { readonly question: WalkQuestion; readonly reply: WalkRoutesReply } | null;

/** What came for another question is not shown as the answer to this one. */
function answerTo(question: WalkQuestion | null, asked: Asked<Answer>): Found {
  if (question === null) return { kind: 'unasked' };
  if (asked.kind !== 'ready') return asked;
  if (asked.value?.question === question) return { kind: 'ready', value: asked.value.reply, fault: asked.fault };
  return asked.fault === null ? { kind: 'loading' } : { kind: 'failed', fault: asked.fault };
}
