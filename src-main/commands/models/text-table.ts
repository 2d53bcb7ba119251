/** Rows of cells as lines whose columns begin below each other. */
export function alignedRows(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => widthOf(cells[column]))));
  const pad = (cell: string, column: number) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
  return rows.map((cells) => cells.map(pad).join('  ').trimEnd());
}

function widthOf(cell = ''): number {
  return [...cell].length;
}
