/** Enters an event, or changes one: what, where, when, how many come, how it repeats. */
import { MapPin } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { type EventReply, plannedEventRoutes } from '../../../src-contract/api/planned-events.ts';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useStationOffset } from '../analytics/use-station-offset.ts';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { changeOf, type DraftFault, draftOf, type EventDraft, newDraft, readDraft } from './event-draft.ts';
import styles from './events.module.css';
import { RepeatField } from './repeat-field.tsx';
import { WhenField } from './when-field.tsx';

const PlacePicker = lazy(() => import('../sensors/place-picker.tsx').then((module) => ({ default: module.PlacePicker })));

export type EventTask = { readonly kind: 'add' } | { readonly kind: 'change'; readonly event: EventReply };

interface EventDialogProps {
  readonly task: EventTask | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function EventDialog({ task, onClose, onDone }: EventDialogProps) {
  const t = useText();
  const title = task?.kind === 'change' ? t.events.changeTitle(task.event.name) : t.events.add;
  return (
    <Dialog open={task !== null} title={title} closeLabel={t.common.close} onClose={onClose} wide>
      {task === null ? null : (
        <EventForm
          task={task}
          onSaved={(name) => {
            showToast(t.events.saved(name));
            onClose();
            onDone();
          }}
        />
      )}
    </Dialog>
  );
}

function EventForm({ task, onSaved }: { readonly task: EventTask; readonly onSaved: (name: string) => void }) {
  const t = useText();
  const offsetOf = useStationOffset();
  const [before] = useState(() => (task.kind === 'change' ? draftOf(task.event, offsetOf) : newDraft(stationNow(), offsetOf)));
  const [draft, setDraft] = useState(before);
  const [tried, setTried] = useState(false);
  const command = useCommand();
  const read = readDraft(draft);
  const fault = (part: DraftFault) => (tried && !read.ok && read.fault === part ? t.events.faults[part] : null);
  const set = (change: Partial<EventDraft>) => setDraft({ ...draft, ...change });
  const save = () => {
    setTried(true);
    if (read.ok)
      command.run(
        () => send(task, read.body, before),
        ({ name }) => onSaved(name),
      );
  };
  const text = { maxLength: 200, autoComplete: 'off' } as const;
  return (
    <Form submit={t.events.save} ready={!command.waiting} onSubmit={save}>
      {task.kind === 'change' && task.event.changed_occurrences > 0 ? (
        <Notice>{t.events.changedOccurrences(task.event.changed_occurrences)}</Notice>
      ) : null}
      <TextField
        label={t.events.name}
        value={draft.name}
        fault={fault('name')}
        firstFocus
        {...text}
        onChange={(name) => set({ name })}
      />
      <div className={styles['pair']}>
        <WhenField label={t.events.start} value={draft.start} fault={fault('when')} onChange={(start) => set({ start })} />
        <WhenField label={t.events.end} value={draft.end} fault={fault('end')} onChange={(end) => set({ end })} />
      </div>
      <RepeatField
        draft={draft.repeat}
        start={draft.start.slice(0, 10)}
        fault={fault('repeat')}
        onChange={(repeat) => set({ repeat })}
      />
      <div className={styles['pair']}>
        <TextField
          label={t.events.attendance}
          hint={t.events.attendanceHint}
          value={draft.attendance}
          fault={fault('attendance')}
          {...text}
          onChange={(attendance) => set({ attendance })}
        />
        <TextField label={t.events.place} value={draft.location} {...text} onChange={(location) => set({ location })} />
      </div>
      <PositionField draft={draft} fault={fault('place')} set={set} />
      <TextArea
        label={t.events.description}
        value={draft.description}
        maxLength={5000}
        onChange={(description) => set({ description })}
      />
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function send(task: EventTask, body: Parameters<typeof changeOf>[0], before: EventDraft): Promise<EventReply> {
  if (task.kind === 'add') return rest.call(plannedEventRoutes.addEvent, { body });
  const old = readDraft(before);
  const change = old.ok ? changeOf(body, old.body) : body;
  // Nothing touched is nothing to say.
  if (Object.keys(change).length === 0) return Promise.resolve(task.event);
  return rest.call(plannedEventRoutes.changeEvent, { params: { id: task.event.id }, body: change });
}

interface PositionFieldProps {
  readonly draft: EventDraft;
  readonly fault: string | null;
  readonly set: (change: Partial<EventDraft>) => void;
}

/** About a tenth of a metre. */
const decimals = 6;

function PositionField({ draft: { lat, lon }, fault, set }: PositionFieldProps) {
  const t = useText();
  const [picking, setPicking] = useState(false);
  const at = lat.trim() === '' || lon.trim() === '' ? null : ([Number(lon), Number(lat)] as const);
  return (
    <>
      <div className={styles['position']}>
        <TextField
          label={t.events.lat}
          hint={t.events.positionHint}
          fault={fault}
          value={lat}
          maxLength={20}
          autoComplete="off"
          onChange={(value) => set({ lat: value })}
        />
        <TextField label={t.events.lon} value={lon} maxLength={20} autoComplete="off" onChange={(value) => set({ lon: value })} />
        <Button icon={<MapPin size={15} />} aria-expanded={picking} onClick={() => setPicking(!picking)}>
          {t.events.pick}
        </Button>
      </div>
      {picking ? (
        <div className={styles['map']}>
          <Suspense>
            <PlacePicker at={at} onPick={([east, north]) => set({ lon: east.toFixed(decimals), lat: north.toFixed(decimals) })} />
          </Suspense>
        </div>
      ) : null}
    </>
  );
}
