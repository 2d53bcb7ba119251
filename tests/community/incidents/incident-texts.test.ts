/** What a timeline says beside its events, in every language, also of events that were stored long ago. */
import { expect, test } from 'vitest';
import { type IncidentChange, incidentChangeSchema } from '../../../src-contract/domain/incident-event.ts';
import { incidentNote } from '../../../src-contract/domain/incident-note.ts';
import { alarmTexts } from '../../../src-contract/texts/alarm-texts.ts';
import { incidentWords, noteText } from '../../../src-contract/texts/incident-texts.ts';
import type { Locale } from '../../../src-contract/texts/language.ts';

const place = { zoneId: null, zoneName: null, cameraId: null, location: null, plan: null, text: null };
const located = { ...place, location: [72.84, 19.02], plan: [1, 2] };
const report = {
  ...{ id: 'r', reporterId: 's', reporter: 'Ravi', reporterKind: 'staff', severity: 'high', description: 'help' },
  ...{ location: null, atMs: 1, clientMs: null },
};
const opened = { kind: 'opened', incidentKind: 'crowd', severity: 'high', description: 'why', place, alarmId: null, band: 'red' };

function storeFault(locale: Locale): string {
  return alarmTexts(locale)({ kind: 'store-fault', priority: 'high', facts: {}, timeToActS: 60 }).title;
}

/** As the store holds them: none of these is ever written otherwise, and all are read for ever. */
test.each<[object, en: string | null, hi: string | null, mr: string | null]>([
  [{ ...opened, title: 'Gate 2' }, 'high: Gate 2', 'अधिक: Gate 2', 'जास्त: Gate 2'],
  [{ ...opened, title: null, description: '' }, 'high', 'अधिक', 'जास्त'],
  [
    { ...opened, title: null, description: '', source: { kind: 'store-fault', priority: 'high', facts: {}, timeToActS: 60 } },
    `high: ${storeFault('en')}`,
    `अधिक: ${storeFault('hi')}`,
    `जास्त: ${storeFault('mr')}`,
  ],
  [{ kind: 'reported', report, band: 'red' }, 'high: help', 'अधिक: help', 'जास्त: help'],
  [{ kind: 'alarm-raised', alarmId: 'a' }, null, null, null],
  [{ kind: 'changed', severity: 'low', title: 'T' }, 'Title: T; Severity: low', 'शीर्षक: T; गंभीरता: कम', 'शीर्षक: T; गांभीर्य: कमी'],
  [
    { kind: 'changed', place: located },
    'Place: outside all zones of the plan',
    'जगह: नक्शे के सभी क्षेत्रों के बाहर',
    'ठिकाण: नकाशावरील सर्व विभागांच्या बाहेर',
  ],
  [{ kind: 'changed', place }, 'Place: unknown', 'जगह: अज्ञात', 'ठिकाण: माहीत नाही'],
  [
    { kind: 'changed', people: { injured: 2, involved: null } },
    'Injured: 2; Involved: unknown',
    'घायल: 2; शामिल: अज्ञात',
    'जखमी: 2; सहभागी: माहीत नाही',
  ],
  [
    { kind: 'task-assigned', taskId: 't', text: 'go', assignee: { kind: 'role', to: 'staff' } },
    'everybody with the role staff: go',
    'staff भूमिका के सभी लोग: go',
    'staff भूमिकेतील सर्व जण: go',
  ],
  [{ kind: 'task-stepped', taskId: 't', state: 'on-the-way' }, 'on the way', 'रास्ते में', 'वाटेत आहे'],
  [{ kind: 'commented', commentId: 'c', text: 'soon' }, 'soon', 'soon', 'soon'],
  [{ kind: 'resolved', outcome: 'over' }, 'over', 'over', 'over'],
  [{ kind: 'reopened', reason: '' }, null, null, null],
])('%o', (stored, en, hi, mr) => {
  const note = incidentNote(incidentChangeSchema.parse(stored) satisfies IncidentChange);
  expect([noteText(incidentWords('en'), note), noteText(incidentWords('hi'), note), noteText(incidentWords('mr'), note)]).toEqual(
    [en, hi, mr],
  );
});
