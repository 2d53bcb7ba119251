/** What a chart shows as a file: a table that spreadsheets read, or a picture. */

export interface CsvColumn {
  readonly name: string;
  readonly values: readonly (number | string | null)[];
}

/** With times as ISO 8601 in UTC; what isn't known is empty. Lines end as RFC 4180 has it. */
export function csvOf(timesMs: readonly number[], columns: readonly CsvColumn[]): string {
  const head = ['time', ...columns.map(({ name }) => name)];
  const rows = timesMs.map((ms, i) => [new Date(ms).toISOString(), ...columns.map(({ values }) => values[i] ?? '')]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A text that begins like a formula would be run by a spreadsheet: a quote before it keeps it a text. */
function cell(value: number | string): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The mark at the start tells spreadsheets that the text is UTF-8. */
export function csvFile(csv: string): Blob {
  return new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' });
}

export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
