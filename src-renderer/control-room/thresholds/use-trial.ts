/** A trial of thresholds on recorded data: started, watched while it runs, ended. One at a time in the station, whoever started it. */
import { useCallback, useEffect } from 'react';
import { replayRoutes, type ThresholdsBody, type WhatIfStateReply } from '../../../src-contract/api/replay.ts';
import { rest } from '../station/session.ts';
import { type Asked, useAsked } from '../station/use-asked.ts';
import { type Command, useCommand } from '../station/use-command.ts';

export interface Trial {
  readonly asked: Asked<WhatIfStateReply>;
  readonly command: Command;
  start(thresholds: ThresholdsBody): void;
  cancel(): void;
}

const watchMs = 700;
const askState = async (signal: AbortSignal): Promise<WhatIfStateReply> => await rest.call(replayRoutes.whatIf, { signal });

export function useTrial(): Trial {
  const { asked, again } = useAsked(askState);
  const command = useCommand();
  const isRunning = asked.kind === 'ready' && asked.value.state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(again, watchMs);
    return () => clearInterval(timer);
  }, [isRunning, again]);
  return {
    ...{ asked, command },
    start: useCallback(
      (thresholds) => void command.run(() => rest.call(replayRoutes.startWhatIf, { body: { thresholds } }), again),
      [command, again],
    ),
    cancel: useCallback(() => void command.run(() => rest.call(replayRoutes.cancelWhatIf), again), [command, again]),
  };
}
