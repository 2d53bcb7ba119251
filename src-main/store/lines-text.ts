/** Lists of lines as they stand in a column: JSON, or NULL for all lines. */
import { z } from 'zod';
import type { Lines } from '../../src-contract/domain/account.ts';

export const linesFromText = z
  .string()
  .nullable()
  .transform((text, context): Lines => {
    if (text === null) return null;
    const parsed = z.array(z.string()).safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'is no list of lines' });
    return z.NEVER;
  });

export function linesToText(lines: Lines): string | null {
  return lines === null ? null : JSON.stringify(lines);
}
