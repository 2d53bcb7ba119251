/** Whether a train is reported at a stop of its trip: by name or by code. Pure. */
import { plainName } from '../../../src-contract/domain/station-name.ts';
import type { TrainCall } from '../../../src-contract/domain/train.ts';

export function isCallAt({ stop, code }: Pick<TrainCall, 'stop' | 'code'>, station: string): boolean {
  return code?.toLowerCase() === station.trim().toLowerCase() || plainName(stop) === plainName(station);
}
