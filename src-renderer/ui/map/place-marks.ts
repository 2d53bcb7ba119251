/** The sign of each kind of place, as a path on 24×24 that is stroked, and as a picture for the map: dark on light or light on dark, in a disc. */
import type { PlaceKind } from '../../../src-contract/domain/place.ts';
import type { MapColours } from './hatch-images.ts';
import { picture } from './picture.ts';

export const placeGlyphs: Record<PlaceKind, string> = {
  station: 'M7 4h10v12H7z M7 10h10 M9 16l-2 4 M15 16l2 4',
  platform: 'M3 18h18 M5 18v-5h14v5 M9 13V6 M15 13V6 M6 6h12',
  entrance: 'M13 4h6v16h-6 M3 12h11 M10 8l4 4-4 4',
  exit: 'M11 4H5v16h6 M9 12h12 M17 8l4 4-4 4',
  stairs: 'M3 20h5v-5h5v-5h5V5h3',
  lift: 'M5 3h14v18H5z M9 10l3-4 3 4 M9 14l3 4 3-4',
  escalator: 'M3 19h5L17 6h4 M5 13l6-8 M7 5h4v4',
  toilet: 'M8 4.5v.01 M8 8v12 M5 9h6 M16 4.5v.01 M16 8l-3.5 8h7z M16 16v4',
  water: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z',
  first_aid: 'M9 4h6v5h5v6h-5v5H9v-5H4V9h5z',
  hospital: 'M7 4v16 M17 4v16 M7 12h10',
  pharmacy: 'M12 7v10 M7 12h10 M4 4h16v16H4z',
  police: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
  fire_station: 'M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2 1-4 2-5 0 2 1 3 2 3 2-3 1-6 2-9z',
  parking: 'M8 20V4h5a4.5 4.5 0 0 1 0 9H8',
  bus_stop: 'M5 5h14v12H5z M5 11h14 M8 20v-3 M16 20v-3',
  taxi: 'M4 17v-5l2-5h12l2 5v5z M4 12h16 M10 7V4h4v3 M7 20v-3 M17 20v-3',
  temple: 'M12 3l5 7H7z M6 20v-10h12v10 M3 20h18 M12 20v-5',
  ghat: 'M3 5h5v4h5v4h8 M3 19c2-2 4-2 6 0s4 2 6 0 4-2 6 0',
  holding_area: 'M4 4h16v16H4z M9 10v.01 M15 10v.01 M9 15v.01 M15 15v.01',
  assembly_point: 'M4 4l6 6 M20 4l-6 6 M4 20l6-6 M20 20l-6-6 M12 12v.01',
  shelter: 'M3 12l9-7 9 7 M6 11v9 M18 11v9',
  other: 'M12 8a4 4 0 1 0 .01 0z',
};

/** Help and ways out are looked for in a hurry: they stay when there is no room for all. Lower stands first. */
const first: readonly PlaceKind[] = ['exit', 'assembly_point', 'first_aid', 'hospital', 'police', 'entrance', 'station'];

export function placeRank(kind: PlaceKind): number {
  const rank = first.indexOf(kind);
  return rank < 0 ? first.length : rank;
}

const sizePx = 44;

/** `place-KIND`, and `place-KIND-selected`. */
export function placeImages(colours: MapColours): [string, ImageData][] {
  return Object.entries(placeGlyphs).flatMap(([kind, glyph]): [string, ImageData][] => [
    [`place-${kind}`, disc(glyph, colours.page, colours.text, colours.lineStrong)],
    [`place-${kind}-selected`, disc(glyph, colours.text, colours.page, colours.text)],
  ]);
}

function disc(glyph: string, ground: string, ink: string, edge: string): ImageData {
  return picture(sizePx, (context) => {
    context.beginPath();
    context.arc(sizePx / 2, sizePx / 2, sizePx / 2 - 2, 0, Math.PI * 2);
    context.fillStyle = ground;
    context.fill();
    context.strokeStyle = edge;
    context.lineWidth = 3;
    context.stroke();
    context.translate(sizePx / 2 - 13, sizePx / 2 - 13);
    context.scale(26 / 24, 26 / 24);
    context.strokeStyle = ink;
    context.lineWidth = 2.4;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.stroke(new Path2D(glyph));
  });
}
