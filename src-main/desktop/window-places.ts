/**
 * Where each window was when it was last seen: bounds, display, full screen, kiosk, and whether it was open. In: a file in the user's data
 * folder, and the displays that there are now. Out: where to put a window. A window whose display is gone comes back on the primary one.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Display, Rectangle } from 'electron';
import { z } from 'zod';
import { windowViews } from '../../src-contract/domain/screen-layout.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

export const windowNames = ['control-room', ...windowViews] as const;
export type WindowName = (typeof windowNames)[number];

const pixels = z.number().int().min(-100_000).max(100_000);
const size = z.number().int().min(200).max(100_000);

const windowPlace = z.strictObject({
  /** Of the window when it is neither full screen nor the largest. */
  bounds: z.strictObject({ x: pixels, y: pixels, width: size, height: size }),
  display: z.number(),
  fullScreen: z.boolean(),
  kiosk: z.boolean(),
  open: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlace>;

const windowPlaces = z.partialRecord(z.enum(windowNames), windowPlace);

export interface WindowPlaces {
  of(name: WindowName): WindowPlace | null;
  note(name: WindowName, place: WindowPlace): void;
}

export function openWindowPlaces(path: string, log: Log): WindowPlaces {
  let places = readPlaces(path, log);
  return {
    of: (name) => places[name] ?? null,
    note(name, place) {
      places = { ...places, [name]: place };
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, JSON.stringify(places, null, 2));
        renameSync(`${path}.new`, path);
      } catch (error) {
        log.warn({ error: errorText(error) }, 'where the windows are could not be kept; they open where they did before');
      }
    },
  };
}

function readPlaces(path: string, log: Log): z.infer<typeof windowPlaces> {
  try {
    return windowPlaces.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn({ error: errorText(error) }, 'where the windows were can’t be read; they open in their usual places');
    return {};
  }
}

type Screens = readonly Pick<Display, 'id' | 'workArea'>[];

/** `displays`: the primary one first, and never none. */
export function placeWindow(name: WindowName, known: WindowPlace | null, displays: Screens): Rectangle {
  const [primary] = displays;
  if (primary === undefined) throw new Error('a system without a display opens no window');
  if (known !== null && displays.some(({ id, workArea }) => id === known.display && overlaps(workArea, known.bounds)))
    return known.bounds;
  // A further window is for another screen, where there is one.
  const display = known === null && name !== 'control-room' ? (displays[1] ?? primary) : primary;
  return centred(display.workArea, known?.bounds ?? { width: 1600, height: 900 });
}

/** Enough of it can be seen to take hold of it. */
function overlaps(area: Rectangle, { x, y, width, height }: Rectangle): boolean {
  const seenWidth = Math.min(area.x + area.width, x + width) - Math.max(area.x, x);
  const seenHeight = Math.min(area.y + area.height, y + height) - Math.max(area.y, y);
  return seenWidth >= 200 && seenHeight >= 100 && y >= area.y;
}

function centred(area: Rectangle, wanted: { readonly width: number; readonly height: number }): Rectangle {
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  const x = area.x + Math.round((area.width - width) / 2);
  return { x, y: area.y + Math.round((area.height - height) / 2), width, height };
}
