/** Signs on the map that are no places: a closed way, where a route begins and ends and which way it runs, an event, what is being picked. */
import type { MapColours } from './hatch-images.ts';
import { picture } from './picture.ts';

export function signImages(colours: MapColours): [string, ImageData][] {
  const { text, page, accent } = colours;
  const red = colours.bands['red'] ?? '';
  return [
    ['sign-blocked', shape(48, 'M24 4a20 20 0 1 0 .01 0z', page, red, 'M13 13 35 35 M35 13 13 35')],
    ['sign-start', shape(36, 'M18 5a13 13 0 1 0 .01 0z', page, text, 'M18 17v2')],
    ['sign-goal', shape(48, 'M24 4 44 24 24 44 4 24z', text, page, 'M15 24l6 6 12-12')],
    ['sign-exit', shape(48, 'M5 5h38v38H5z', text, page, 'M13 24h20 M26 16l8 8-8 8')],
    ['sign-onward', shape(24, 'M0 0', page, page, 'M8 5l7 7-7 7')],
    ['sign-incident', shape(48, 'M24 4 45 42H3z', page, red, 'M24 17v11 M24 35v.1')],
    ['sign-event', shape(48, 'M7 9h34v32H7z', page, text, 'M7 19h34 M16 4v9 M32 4v9 M24 24v12 M18 30h12')],
    ['sign-event-selected', shape(48, 'M7 9h34v32H7z', text, page, 'M7 19h34 M16 4v9 M32 4v9 M24 24v12 M18 30h12')],
    ['sign-pick', shape(48, 'M24 4a20 20 0 1 0 .01 0z', accent, page, 'M24 12v24 M12 24h24')],
  ];
}

/** A filled shape with an edge and a mark in the same colour. */
function shape(sizePx: number, outline: string, ground: string, ink: string, mark: string): ImageData {
  return picture(sizePx, (context) => {
    context.fillStyle = ground;
    context.strokeStyle = ink;
    context.lineWidth = 4;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.fill(new Path2D(outline));
    context.stroke(new Path2D(outline));
    context.stroke(new Path2D(mark));
  });
}
