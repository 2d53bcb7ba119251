/** What tags make a place and a way on foot: one line each, and what must not. */
import { expect, test } from 'vitest';
import { kindOfTags } from '../../../src-main/site/places/kind-of-tags.ts';
import type { Tags } from '../../../src-main/site/places/osm-element.ts';
import { walkOfTags } from '../../../src-main/site/places/walk-of-tags.ts';

/** `a=b c=d`, with _ for a space in a name. */
const tagsOf = (text: string): Tags =>
  Object.fromEntries(
    text.split(' ').map((tag) => {
      const [key = '', value = ''] = tag.split('=');
      return [key, key === 'name' ? value.replaceAll('_', ' ') : value];
    }),
  );

test.each([
  ['railway=station', 'station'],
  ['railway=halt public_transport=station', 'station'],
  ['railway=station bus=yes public_transport=station', 'station'],
  ['railway=construction', null],
  ['railway=platform', 'platform'],
  ['public_transport=platform train=yes', 'platform'],
  ['public_transport=platform bus=yes', 'bus_stop'],
  ['public_transport=stop_position bus=yes', null],
  ['highway=bus_stop', 'bus_stop'],
  ['amenity=bus_station public_transport=station', 'bus_stop'],
  ['railway=subway_entrance', 'entrance'],
  ['railway=train_station_entrance entrance=exit', 'exit'],
  ['entrance=yes', null],
  ['highway=steps', 'stairs'],
  ['highway=steps conveying=yes', 'escalator'],
  ['highway=steps access=private', null],
  ['highway=elevator', 'lift'],
  ['amenity=toilets', 'toilet'],
  ['amenity=toilets access=private', null],
  ['amenity=drinking_water', 'water'],
  ['man_made=water_tap drinking_water=no', null],
  ['amenity=hospital', 'hospital'],
  ['amenity=hospital access=private', 'hospital'],
  ['healthcare=clinic', 'hospital'],
  ['amenity=pharmacy', 'pharmacy'],
  ['amenity=police', 'police'],
  ['amenity=fire_station', 'fire_station'],
  ['amenity=parking', 'parking'],
  ['amenity=taxi', 'taxi'],
  ['amenity=place_of_worship religion=hindu', 'temple'],
  ['amenity=place_of_worship religion=muslim', null],
  ['building=temple', 'temple'],
  ['man_made=ghat', 'ghat'],
  ['highway=steps name=Ram_Ghat', 'ghat'],
  ['highway=steps name=राम_घाट', 'ghat'],
  ['highway=primary name=Ghat_Road', null],
  ['natural=mountain_pass name=Bhor_Ghat', null],
  ['railway=station name=Ghatkopar', 'station'],
  ['emergency=assembly_point', 'assembly_point'],
  ['amenity=shelter', 'shelter'],
  ['amenity=shelter shelter_type=public_transport', null],
  ['shop=bakery', null],
])('%s is %s', (text, kind) => {
  expect(kindOfTags(tagsOf(text))).toBe(kind);
});

test.each([
  ['highway=footway', { kind: 'level', widthM: null, oneWay: null }],
  ['highway=steps width=2.5', { kind: 'stairs', widthM: 2.5, oneWay: null }],
  ['highway=steps conveying=backward', { kind: 'escalator', widthM: null, oneWay: 'against' }],
  ['highway=footway footway=crossing', { kind: 'crossing', widthM: null, oneWay: null }],
  ['highway=footway incline=8%', { kind: 'ramp', widthM: null, oneWay: null }],
  ['highway=elevator', { kind: 'lift', widthM: null, oneWay: null }],
  ['highway=primary', { kind: 'road', widthM: null, oneWay: null }],
  ['highway=primary oneway=yes', { kind: 'road', widthM: null, oneWay: null }],
  ['highway=footway oneway:foot=yes', { kind: 'level', widthM: null, oneWay: 'along' }],
  ['railway=platform width=9999', { kind: 'level', widthM: null, oneWay: null }],
  ['highway=footway width=10ft', { kind: 'level', widthM: null, oneWay: null }],
  ['highway=motorway', null],
  ['highway=trunk motorroad=yes', null],
  ['highway=service access=private', null],
  ['highway=service access=private foot=yes', { kind: 'road', widthM: null, oneWay: null }],
  ['highway=footway foot=no', null],
  ['highway=construction', null],
  ['railway=rail', null],
])('%s is walked as %o', (text, walk) => {
  expect(walkOfTags(tagsOf(text))).toEqual(walk);
});
