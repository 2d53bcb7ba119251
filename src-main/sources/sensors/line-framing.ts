/**
 * Bytes of a TCP connection → lines. Pure but for its place. In: chunks of any size, cut anywhere, also within a letter. Out: each line's text
 * without its end, blank ones left out. A line longer than the limit is cut to it and the rest, up to its end, thrown away as it comes.
 */

export interface LineFraming {
  push(chunk: Buffer): readonly string[];
  /** Whether a line has begun that has no end yet. */
  isWithinLine(): boolean;
}

const newline = 10;

export function createLineFraming(mostBytes: number): LineFraming {
  let parts: Buffer[] = [];
  let length = 0;

  /** Keeps of the present line what still fits. */
  const keep = (part: Buffer): void => {
    const room = mostBytes - length;
    length += part.length;
    // A copy: a few bytes of a line must not hold the whole chunk in memory.
    if (room > 0 && part.length > 0) parts.push(Buffer.from(part.subarray(0, room)));
  };
  const end = (part: Buffer): string => {
    if (length === 0 && part.length <= mostBytes) return part.toString('utf8');
    keep(part);
    const text = Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return text;
  };

  return {
    push(chunk) {
      const lines: string[] = [];
      let from = 0;
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
        const line = end(chunk.subarray(from, at));
        from = at + 1;
        if (line.trim() !== '') lines.push(line);
      }
      keep(chunk.subarray(from));
      return lines;
    },
    isWithinLine: () => length > 0,
  };
}
