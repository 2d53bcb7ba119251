/** What went wrong with a command to an incident; where somebody was first, who, what and when, in the operator's language. */
import { z } from 'zod';
import { timelineEntry } from '../../../src-contract/api/incidents.ts';
import { noteText } from '../../../src-contract/texts/incident-texts.ts';
import { StationError } from '../../client/errors.ts';
import { Notice } from '../../ui/notice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { eventWord, useIncidentWords } from './incident-words.ts';

/** What the station says besides when it refuses an outdated decision. */
const overtaken = z.object({ changes: z.array(timelineEntry).min(1) });

export function ConflictNotice({ fault }: { readonly fault: unknown }) {
  const t = useText();
  const words = useIncidentWords();
  const format = useFormat();
  const parsed = overtaken.safeParse(fault instanceof StationError ? fault.details : null);
  const last = parsed.data?.changes.at(-1);
  if (last === undefined) return <FaultNotice fault={fault} instead={{ limited: t.incidents.limited }} />;
  // Only decisions overtake somebody, and those name nobody whom a task is for.
  const note = noteText(words, last.said);
  const what = note === null ? eventWord(last.event, words) : `${eventWord(last.event, words)} (${note})`;
  return <Notice tone="fault">{t.incidents.conflict(last.by, what, format.clock(Date.parse(last.at)))}</Notice>;
}
