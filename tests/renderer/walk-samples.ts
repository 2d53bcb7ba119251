/** Answers of the station about ways on foot, as its contract has them. */
import { type WalkNetworkReply, type WalkRoutesReply, walkNetworkReply, walkRoutesReply } from '../../src-contract/api/walks.ts';

type Stretch = WalkNetworkReply['stretches'][number];

export function stretchReply(id: string, changes: Partial<Stretch> = {}): Stretch {
  return {
    ...{
      id,
      from: 'west',
      to: 'platform',
      name: null,
      kind: 'level',
      line: [
        [0, 0],
        [0, 1],
      ],
      length_m: 12,
    },
    ...{ width_m: 3, one_way: false, zone: null, band: null, source: 'site', blocked: null },
    ...changes,
  };
}

export function networkReply(stretches: Stretch[]): WalkNetworkReply {
  const points = [
    { id: 'west', name: 'West exit', at: [0, 0], exit: { capacity_per_min: 200 } },
    { id: 'platform', name: 'Platform 1', at: [0, 1], exit: null },
  ];
  return walkNetworkReply.parse({ revision: 1, points, stretches, truncated: false });
}

export function routesReply(lines: [number, number][][], generatedAt = '2026-11-28T09:00:00Z'): WalkRoutesReply {
  const features = lines.map((coordinates, rank) => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates },
    properties: {
      ...{ rank, distance_m: 100, duration_s: 90, crowd_cost_s: 10, worst_band: 'green', warnings: [], exit: null },
      ...{ steps: [], stretch_ids: [] },
    },
  }));
  return walkRoutesReply.parse({
    ...{ type: 'FeatureCollection', features, mode: 'walk', from: { id: 'p1', name: 'Platform 1', at: [0, 0] }, to: null },
    ...{ reason: null, source: 'station', revision: 1, generated_at: generatedAt },
  });
}
