/**
 * Whether the station's process still answers: one that hangs neither counts nor warns, and doesn't end by itself. In: a way to ask it, and
 * word of whatever it says. Out: one call when it has left several questions in a row unanswered.
 */

export interface StationPulse {
  begin(): void;
  /** It said something. */
  heard(): void;
  end(): void;
}

const askEveryMs = 10_000;
/** One alone may be late after the machine has slept; a large store on a slow disk holds the station up for seconds. */
const mostUnanswered = 3;

export function createStationPulse(ask: () => void, onSilent: () => void): StationPulse {
  let timer: NodeJS.Timeout | undefined;
  let unanswered = 0;
  const end = (): void => clearInterval(timer);
  const look = (): void => {
    if (unanswered < mostUnanswered) {
      unanswered += 1;
      ask();
      return;
    }
    end();
    onSilent();
  };
  return {
    begin() {
      end();
      unanswered = 0;
      timer = setInterval(look, askEveryMs);
    },
    heard() {
      unanswered = 0;
    },
    end,
  };
}
