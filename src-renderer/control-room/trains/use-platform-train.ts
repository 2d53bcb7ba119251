/** The train at a platform as the page may say it now, with its words: which it is, when it comes, how late. */
import { stationName } from '../../../src-contract/domain/station-name.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { assertNever } from '../../ui/assert-never.ts';
import { useFormat, useLineName, useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useTrains } from '../station/trains-store.ts';
import { type PlatformTrain, type TrainState, trainAt } from './platform-trains.ts';
import { useNetwork } from './use-network.ts';

export interface WordedTrain extends PlatformTrain {
  /** Number, line and where it goes. */
  readonly what: readonly string[];
  /** When it comes, or why that isn't said. */
  readonly when: string;
  /** Null: as planned, or nobody knows. */
  readonly lateMinutes: number | null;
}

export function usePlatformTrain(platform: string): WordedTrain | null {
  const lineName = useLineName();
  const network = useNetwork();
  const locale = usePreferences((state) => state.locale);
  const when = useWhen();
  const nowMs = useStationNow();
  const list = useTrains();
  const found = trainAt(platform, list, nowMs);
  if (found === null) return null;
  const { train_id: id, line, destination, delay_minutes: delay } = found.train;
  const isLate = found.state.kind === 'coming' && delay !== null && Math.round(delay) >= 1;
  return {
    ...found,
    what: [
      id,
      ...(line === null ? [] : [lineName(line)]),
      ...(destination === null ? [] : [stationName(destination, network, locale)]),
    ],
    when: when(found.state),
    lateMinutes: isLate ? Math.round(delay) : null,
  };
}

function useWhen(): (state: TrainState) => string {
  const t = useText();
  const format = useFormat();
  return (state) => {
    switch (state.kind) {
      case 'here':
        return t.trains.statuses.at_platform;
      case 'coming':
        return t.trains.minutes(state.minutes === 0 ? '<1' : format.number(state.minutes));
      case 'due':
        return t.trains.statuses.due;
      case 'old':
        return t.trains.old(format.age(state.ageMs));
      default:
        return assertNever(state);
    }
  };
}
