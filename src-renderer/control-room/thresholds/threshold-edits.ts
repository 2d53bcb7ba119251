/** Thresholds → the edits of the site that put them in force. In: those in force and those wanted. Out: edits of what differs. Pure. */
import type { ThresholdsBody } from '../../../src-contract/api/replay.ts';
import type { SiteEdit } from '../../../src-contract/domain/site-edit.ts';

export function thresholdEdits(inForce: ThresholdsBody, wanted: ThresholdsBody): SiteEdit[] {
  const { moving, waiting, occupancy, zones, ...alarms } = wanted;
  const ids = new Set([...Object.keys(inForce.zones), ...Object.keys(zones)]);
  return [
    { part: 'settings', change: { bands: { moving, waiting, occupancy }, alarms } },
    ...[...ids]
      .filter((id) => JSON.stringify(inForce.zones[id]) !== JSON.stringify(zones[id]))
      // Null: its kind's again.
      .map((id): SiteEdit => ({ part: 'zone', id, change: { bands: zones[id] ?? null } })),
  ];
}
