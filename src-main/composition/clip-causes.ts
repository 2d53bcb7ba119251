/** What makes clips by itself: alarms that are shown, of the priorities that the site names, and incidents. In: their events. Out: orders to the recorder. */
import type { AlarmPriority, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { ClipCause, EvidenceRecords } from '../../src-contract/domain/evidence.ts';
import type { IncidentNews } from '../../src-contract/domain/incident-event.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';
import { camerasOfAlarm, camerasOfPlace } from '../evidence/cameras-of.ts';
import type { ClipRecorder } from '../evidence/clip-recorder.ts';
import type { Incidents } from './incidents.ts';

interface CauseSources {
  readonly recorder: Pick<ClipRecorder, 'keep'>;
  readonly records: Pick<EvidenceRecords, 'ofCause' | 'addCause'>;
  readonly cameras: () => readonly CameraConfig[];
  readonly priorities: readonly AlarmPriority[];
  readonly incidents: Pick<Incidents, 'desk'>;
  readonly onAlarm: (listener: (event: AlarmTransition) => void) => void;
}

const recordedEvents: readonly AlarmTransition['kind'][] = ['raised', 'worsened', 'reactivated'];

export function keepWhatMatters({ recorder, records, cameras, priorities, incidents, onAlarm }: CauseSources): void {
  onAlarm(({ kind, alarm, atMs }) => {
    const isShown = alarm.life !== 'suppressed' && alarm.life !== 'shelved';
    if (!recordedEvents.includes(kind) || !isShown || !priorities.includes(alarm.priority)) return;
    recorder.keep(camerasOfAlarm(cameras(), alarm), { kind: 'alarm', id: alarm.id, atMs });
  });
  incidents.desk.subscribe(({ events, incident }: IncidentNews) => {
    const own: Omit<ClipCause, 'atMs'> = { kind: 'incident', id: incident.id };
    for (const { change, atMs } of events) {
      if (change.kind === 'opened') recorder.keep(camerasOfPlace(cameras(), incident.place), { ...own, atMs });
      const alarmId = change.kind === 'opened' || change.kind === 'alarm-raised' ? change.alarmId : null;
      if (alarmId !== null) shareClips(records, own, { kind: 'alarm', id: alarmId }, atMs);
    }
  });
}

/** What was kept for an incident's alarm is the incident's too, and the other way about. */
function shareClips(
  records: CauseSources['records'],
  one: Omit<ClipCause, 'atMs'>,
  other: Omit<ClipCause, 'atMs'>,
  atMs: number,
): void {
  for (const { id } of records.ofCause(other)) records.addCause(id, { ...one, atMs });
  for (const { id } of records.ofCause(one)) records.addCause(id, { ...other, atMs });
}
