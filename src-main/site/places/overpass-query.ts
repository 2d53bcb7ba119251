/** What Overpass is asked for: everything that kind-of-tags.ts and walk-of-tags.ts know, with the nodes that it is made of. Pure. */
import type { AreaBox } from '../../../src-contract/domain/place-import.ts';

const filters = [
  '["highway"]',
  '["railway"~"^(station|halt|platform|subway_entrance|train_station_entrance)$"]',
  '["public_transport"~"^(station|platform)$"]',
  '["amenity"~"^(toilets|drinking_water|water_point|hospital|clinic|first_aid|pharmacy|police|fire_station|parking)$"]',
  '["amenity"~"^(bus_stop|bus_station|taxi|place_of_worship|shelter|public_bath)$"]',
  '["healthcare"~"^(hospital|clinic|pharmacy)$"]',
  '["emergency"~"^(first_aid|ambulance_station|assembly_point)$"]',
  '["man_made"~"^(ghat|water_tap|pier|quay|embankment)$"]',
  '["waterway"="ghat"]',
  '["leisure"="bathing_place"]',
  '["building"="temple"]',
  '["name"~"(ghat|घाट)$",i]',
];

/** How long the server may work on it, s; it is told, and a request of ours ends a little later. */
export const overpassWorkS = 120;

export function overpassQuery([west, south, east, north]: AreaBox): string {
  const wanted = filters.map((filter) => `nwr${filter};`).join('\n');
  return `[out:json][timeout:${overpassWorkS}][bbox:${south},${west},${north},${east}];\n(\n${wanted}\n);\nout body;\n>;\nout skel qt;\n`;
}
