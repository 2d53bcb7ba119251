/**
 * What the shell asks the station, and what it answers. In: a way to tell it something, what it says. Out: promises; the station's end rejects
 * those that wait, but for sign-in links, which are asked for again at its next start.
 */
import type { ShellMessage, StationMessage } from '../../src-contract/shell-messages.ts';

export interface Backup {
  readonly name: string;
  readonly madeMs: number;
}

export interface StationQuestions {
  signInLink(): Promise<string>;
  /** Of the station's store, made and read again; rejects with the reason where there is none. */
  backUp(): Promise<Backup>;
  /** Names of its parts that are down; rejects where it doesn't answer. */
  downParts(): Promise<readonly string[]>;
}

export interface StationAnswers {
  readonly questions: StationQuestions;
  hear(message: Answer): void;
  /** Its process is gone. */
  ended(): void;
}

export type Answer = Extract<StationMessage, { kind: 'sign-in-link' | 'backed-up' | 'not-backed-up' | 'down-parts' }>;

/** For a store of some gigabytes on a slow disk. */
const backUpLimitMs = 15 * 60_000;
const partsLimitMs = 5000;

/** `tell`: false where no station runs. */
export function createStationQuestions(tell: (question: ShellMessage) => boolean): StationAnswers {
  let links: ((link: string) => void)[] = [];
  let backup: PromiseWithResolvers<Backup> | null = null;
  let parts: PromiseWithResolvers<readonly string[]> | null = null;

  function ask<T>(wanted: PromiseWithResolvers<T>, question: ShellMessage, limitMs: number): Promise<T> {
    const limit = setTimeout(() => wanted.reject(new Error('the station did not answer in time')), limitMs);
    if (!tell(question)) wanted.reject(new Error('the station does not run'));
    return wanted.promise.finally(() => clearTimeout(limit));
  }

  return {
    questions: {
      signInLink: () =>
        new Promise((done) => {
          links.push(done);
          tell({ kind: 'sign-in-link' });
        }),
      backUp() {
        backup = Promise.withResolvers<Backup>();
        return ask(backup, { kind: 'back-up' }, backUpLimitMs);
      },
      downParts() {
        parts = Promise.withResolvers<readonly string[]>();
        return ask(parts, { kind: 'down-parts' }, partsLimitMs);
      },
    },
    hear(answer) {
      if (answer.kind === 'sign-in-link') links.shift()?.(answer.link);
      else if (answer.kind === 'down-parts') parts?.resolve(answer.names);
      else if (answer.kind === 'backed-up') backup?.resolve({ name: answer.name, madeMs: answer.madeMs });
      else backup?.reject(new Error(answer.reason));
    },
    ended() {
      links = [];
      for (const waiting of [backup, parts]) waiting?.reject(new Error('the station ended before it answered'));
    },
  };
}
