/** A week by hours as files: a table with a row an hour of each weekday, and a picture as it is shown. */
import type { WeekGrid } from './week-grid.ts';

/** In English whatever the page's language: programs read it. 1 = Monday; what isn't known is empty. */
export function weekCsv(grid: WeekGrid): string {
  const rows = grid.flatMap((row, weekday) => row.map((value, hour) => [weekday + 1, hour, value ?? '']));
  return [['weekday', 'hour', 'value'], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

interface WeekPicture {
  readonly grid: WeekGrid;
  /** Names of the weekdays, Monday first. */
  readonly days: readonly string[];
  readonly format: (value: number) => string;
  /** Per cent of the shade. */
  readonly shade: (value: number) => number;
  /** Whose colours are taken. */
  readonly element: Element | null;
}

const scale = 2;
const [cellWidth, cellHeight, nameWidth] = [42, 26, 64];

/** Null when the browser can't make one. */
export function weekPicture({ grid, days, format, shade, element }: WeekPicture): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = (nameWidth + 24 * cellWidth) * scale;
  canvas.height = (grid.length + 1) * cellHeight * scale;
  const drawing = canvas.getContext('2d');
  if (drawing === null || element === null) return Promise.resolve(null);
  const token = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  drawing.scale(scale, scale);
  drawing.fillStyle = token('--surface');
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.font = `12px ${token('--font') || 'sans-serif'}`;
  drawing.textAlign = 'center';
  drawing.textBaseline = 'middle';
  const write = (text: string, column: number, row: number, colour: string) => {
    drawing.fillStyle = token(colour);
    const x = column < 0 ? nameWidth / 2 : nameWidth + (column + 0.5) * cellWidth;
    drawing.fillText(text, x, (row + 0.5) * cellHeight);
  };
  for (let hour = 0; hour < 24; hour++) write(String(hour), hour, 0, '--text-3');
  for (const [weekday, row] of grid.entries()) {
    write(days[weekday] ?? '', -1, weekday + 1, '--text-3');
    for (const [hour, value] of row.entries()) {
      if (value === null) continue;
      drawing.globalAlpha = shade(value) / 100;
      drawing.fillStyle = token('--accent');
      drawing.fillRect(nameWidth + hour * cellWidth, (weekday + 1) * cellHeight, cellWidth - 1, cellHeight - 1);
      drawing.globalAlpha = 1;
      write(format(value), hour, weekday + 1, '--text');
    }
  }
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
