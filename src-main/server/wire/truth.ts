/** The twin's truth → its reply. Positions stay inside: the contract has counts alone. */
import type { z } from 'zod';
import type { truthReply } from '../../../src-contract/api/system.ts';
import type { TwinTruth } from '../../../src-contract/domain/truth.ts';
import { isoTime, known } from './figures.ts';

export function twinTruthReply(truth: TwinTruth): z.infer<typeof truthReply> {
  const zones = Object.entries(truth.zones).map(([id, zone]) => [id, { count: zone.count, density: known(zone.densityPerM2) }]);
  const lines = Object.entries(truth.lines).map(([id, line]) => [id, { in: line.in, out: line.out }]);
  return {
    timestamp: isoTime(truth.atMs),
    count: truth.count,
    zones: Object.fromEntries(zones),
    lines: Object.fromEntries(lines),
  };
}
