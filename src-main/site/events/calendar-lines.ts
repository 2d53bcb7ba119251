/**
 * The blocks of an iCalendar file (RFC 5545) with the lines that they begin on. In: the text. Out: each event and each time zone as a
 * text of its own, so that a fault in one costs only that one; or a CalendarFault with its line for a file that is broken.
 */

export class CalendarFault extends Error {
  /** From 1. */
  readonly line: number;
  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.line = line;
  }
}

export interface CalendarBlock {
  readonly line: number;
  readonly text: string;
}

export interface CalendarBlocks {
  /** Of the whole calendar, upper case: PUBLISH, CANCEL, …; null when it says none. */
  readonly method: string | null;
  readonly events: readonly CalendarBlock[];
  readonly timezones: readonly CalendarBlock[];
}

const contentLine = /^[A-Za-z0-9-]+(;[^:]*|;.*"[^"]*".*)?:/;

/** Throws CalendarFault. */
export function splitCalendar(text: string): CalendarBlocks {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const open: { readonly name: string; readonly line: number }[] = [];
  const found = new Map<string, CalendarBlock[]>();
  let method: string | null = null;
  for (const [i, content] of lines.entries()) {
    if (content.trim() === '' || /^[ \t]/.test(content)) continue;
    if (!contentLine.test(content)) throw new CalendarFault(i + 1, `"${content.slice(0, 40)}" is no line of a calendar`);
    if (i === 0 && !/^BEGIN:VCALENDAR\s*$/i.test(content)) throw new CalendarFault(1, 'a calendar begins with BEGIN:VCALENDAR');
    const [, edge = '', word = ''] = /^(BEGIN|END|METHOD):(\S+)\s*$/i.exec(content) ?? [];
    const name = word.toUpperCase();
    switch (edge.toUpperCase()) {
      case 'BEGIN':
        open.push({ name, line: i + 1 });
        break;
      case 'METHOD':
        method = name;
        break;
      case 'END': {
        const begun = open.pop();
        if (begun?.name !== name) throw new CalendarFault(i + 1, `END:${name} where ${begun?.name ?? 'nothing'} is open`);
        const block = { line: begun.line, text: lines.slice(begun.line - 1, i + 1).join('\r\n') };
        if (open.length === 1) found.set(name, [...(found.get(name) ?? []), block]);
      }
    }
  }
  const left = open.at(-1);
  if (left !== undefined) throw new CalendarFault(left.line, `BEGIN:${left.name} is never ended; is the file whole?`);
  return { method, events: found.get('VEVENT') ?? [], timezones: found.get('VTIMEZONE') ?? [] };
}
