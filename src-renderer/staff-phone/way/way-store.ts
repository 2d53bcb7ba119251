/** What was asked about the way, and the last answers, kept on the phone so that they are there without a network, with their age. */
import { z } from 'zod';
import { create } from 'zustand';
import { walkRoutesReply } from '../../../src-contract/api/walks.ts';
import { dropKept, readKept, writeKept } from '../station/kept.ts';

const key = 'kavach.phone.ways';
const mostKept = 6;

/** The place where this phone is, among zones in a select. */
export const here = 'here';

const keptWays = z.object({
  /** A zone's id, or `here`; null: the own zone. */
  from: z.string().nullable(),
  goal: z.string(),
  /** The newest first. */
  answers: z.array(z.object({ from: z.string(), goal: z.string(), reply: walkRoutesReply })),
});
type KeptWays = z.infer<typeof keptWays>;
export type WayAnswer = KeptWays['answers'][number];

const nothing: KeptWays = { from: null, goal: 'out', answers: [] };

export const useWays = create<KeptWays>(() => readKept(key, keptWays) ?? nothing);

export function chooseWay(choice: Partial<Pick<KeptWays, 'from' | 'goal'>>): void {
  useWays.setState(choice);
  writeKept(key, useWays.getState());
}

export function keepAnswer(answer: WayAnswer): void {
  const others = useWays.getState().answers.filter(({ from, goal }) => from !== answer.from || goal !== answer.goal);
  useWays.setState({ answers: [answer, ...others].slice(0, mostKept) });
  writeKept(key, useWays.getState());
}

export function forgetWays(): void {
  useWays.setState(nothing);
  dropKept(key);
}
