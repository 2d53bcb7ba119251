/** What the history is asked and saved as, and how an action card that is typed becomes one that the station takes. */
import { expect, test } from 'vitest';
import { cardOfDraft, draftOfCard } from '../../src-renderer/control-room/alarms/card-draft.ts';
import { anyEvent, historyCsv, historyQuery } from '../../src-renderer/control-room/alarms/history-filter.ts';
import { alarmEvent } from './alarm-samples.ts';

const indiaMs = 5.5 * 3_600_000;

test('nothing chosen asks for all; times are of the station’s clock', () => {
  expect(historyQuery(anyEvent, () => indiaMs)).toEqual({});
  const filter = { ...anyEvent, kind: 'panic', actor: ' Asha ', from: '2026-11-20T08:00', text: ' bridge ' } as const;
  expect(historyQuery(filter, () => indiaMs)).toEqual({
    ...{ kind: 'panic', actor: 'Asha', text: 'bridge' },
    from: '2026-11-20T02:30:00.000Z',
  });
});

test('the file keeps commas and line breaks inside their cells, and no note becomes a formula', () => {
  const event = { ...alarmEvent(7), event: 'commented' as const, actor: 'Asha', note: '=1+1, then\n"stop"' };
  const [head, ...rows] = historyCsv([event], () => 'Platform 1: crowd').split('\r\n');
  expect(head).toBe('time,seq,event,actor,note,kind,priority,subject_type,subject_id,state,alarm_id,title');
  expect(rows.join('\r\n')).toBe(
    `2026-11-20T10:00:00.000Z,7,commented,Asha,"'=1+1, then\n""stop""",crowd-density,medium,zone,p1,unacknowledged,a1,Platform 1: crowd\r\n`,
  );
});

const steps = [
  { id: '1', text: 'Look.' },
  { id: '2', text: 'Hold the inflow.' },
  { id: '3', text: 'Send staff.' },
];
const draft = draftOfCard({ kind: 'panic', title: 'Crowd', expected: 'It falls.', contacts: ['RPF'], steps, written: null });

test('a card goes into the form and comes back the same', () => {
  expect(cardOfDraft(draft, steps)).toEqual({ title: 'Crowd', expected: 'It falls.', contacts: ['RPF'], steps });
});

test.each([
  ['reworded where it stands', 'Look twice.\nHold the inflow.\nSend staff.', ['1', '2', '3']],
  ['put in another order', 'Send staff.\nLook.\nHold the inflow.', ['3', '1', '2']],
  ['one more in front', 'Breathe.\nLook.\nHold the inflow.\nSend staff.', ['4', '1', '2', '3']],
  ['one taken out', 'Look.\n\n  Send staff.  ', ['1', '3']],
])('steps keep their names: %s', (_, text, ids) => {
  expect(cardOfDraft({ ...draft, steps: text }, steps)?.steps.map(({ id }) => id)).toEqual(ids);
});

test('a card without a step, or with too many, is none', () => {
  expect(cardOfDraft({ ...draft, steps: ' \n ' }, steps)).toBeNull();
  expect(cardOfDraft({ ...draft, steps: Array.from({ length: 13 }, (_, i) => `step ${i}`).join('\n') }, steps)).toBeNull();
});
