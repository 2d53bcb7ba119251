/** One alarm in full: cause, what to do and by when, what the operator can do, its camera, its zone's trend, what happened so far. */
import { AlarmClockPlus, BellOff, Check, CheckCheck, ClipboardList, RotateCcw } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling, isOpen } from '../../client/alarm-order.ts';
import { zoneOfAlarm } from '../../client/alarm-zone.ts';
import { Button } from '../../ui/button.tsx';
import { Details, DetailsHead, DetailsPicture, DetailsSection } from '../../ui/details.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { EvidencePanel } from '../evidence/evidence-panel.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { askToOpen, incidentOfAlarm, useIncidents } from '../incidents/incidents-store.ts';
import { useShownIncident } from '../incidents/shown-incident.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { ZoneTrend } from '../zones/zone-trend.tsx';
import { ActTimer } from './act-timer.tsx';
import { ActionCard } from './action-card.tsx';
import { AlarmAnswers } from './alarm-answers.tsx';
import { acknowledge, acknowledgeAll, resetLatched, unshelve } from './alarm-commands.ts';
import styles from './alarm-details.module.css';
import { AlarmEvents } from './alarm-events.tsx';
import { AlarmLinks } from './alarm-links.tsx';
import { cameraOfAlarm, incidentShownBy } from './alarm-subject.ts';
import { askToShelve } from './alarms-store.ts';
import { AssignField } from './assign-field.tsx';
import { CommentForm } from './comment-form.tsx';
import { EscalationWords } from './escalation-words.tsx';
import { HiddenBy } from './hidden-by.tsx';
import { useGroupOf } from './use-folded-rows.ts';

export function AlarmDetails({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const text = useAlarmText()(alarm);
  const state = useStateWords(alarm);
  const zoneId = zoneOfAlarm(alarm);
  const cameraId = useCrowd((state) => cameraOfAlarm(alarm, state.zones));
  const head = useShownIncident<HTMLElement>(incidentShownBy(alarm));
  return (
    <Details>
      <DetailsHead
        ref={head}
        mark={
          <PriorityMark
            priority={alarm.priority}
            letter={t.alarms.letters[alarm.priority]}
            label={t.alarms.priorities[alarm.priority]}
            filled={isCalling(alarm)}
            size={30}
          />
        }
        title={text.title}
        state={state}
      />
      <Commands alarm={alarm} />
      <Facts>
        <Fact term={t.alarms.cause}>{text.cause}</Fact>
        <Fact term={t.alarms.action} strong>
          {text.action}
        </Fact>
        {alarm.active ? (
          <Fact term={t.alarms.timeToAct}>
            <ActTimer alarm={alarm} />
          </Fact>
        ) : null}
        {alarm.escalation === 0 ? null : (
          <Fact term={t.alarmTools.escalation.short[alarm.escalation]} strong>
            <EscalationWords alarm={alarm} />
          </Fact>
        )}
        {alarm.suppressed_by === null ? null : (
          <Fact term={t.alarms.states.suppressed}>
            <HiddenBy parentKey={alarm.suppressed_by} />
          </Fact>
        )}
        {alarm.latching ? <Fact term={t.alarms.reset}>{t.alarms.latching}</Fact> : null}
      </Facts>
      <ActionCard alarm={alarm} />
      <AlarmLinks alarm={alarm} />
      <AlarmAnswers alarm={alarm} />
      <AssignField alarm={alarm} />
      {cameraId === null ? null : (
        <DetailsPicture label={t.alarms.camera}>
          <CameraTile key={cameraId} cameraId={cameraId} />
        </DetailsPicture>
      )}
      {zoneId === null ? null : (
        <DetailsSection title={t.zones.lastHour}>
          <div className={styles['trend']}>
            <ZoneTrend zoneId={zoneId} axes />
          </div>
        </DetailsSection>
      )}
      <EvidencePanel kind="alarm" id={alarm.id} />
      <DetailsSection title={t.alarms.events_}>
        <CommentForm alarm={alarm} />
        <AlarmEvents alarmId={alarm.id} />
      </DetailsSection>
    </Details>
  );
}

function useStateWords(alarm: AlarmReply): string[] {
  const t = useText();
  const format = useFormat();
  const parts = [t.alarms.states[alarm.state], `${t.alarms.raised} ${format.dateTime(Date.parse(alarm.raised_at))}`];
  if (alarm.acknowledged_by !== null && alarm.acknowledged_at !== null) {
    parts.push(t.alarms.acknowledgedBy(alarm.acknowledged_by, format.clock(Date.parse(alarm.acknowledged_at))));
  }
  if (alarm.shelved !== null) {
    parts.push(t.alarms.shelvedUntil(format.time(Date.parse(alarm.shelved.until)), alarm.shelved.by), alarm.shelved.reason);
  }
  return parts;
}

function Commands({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const canAct = useSession((state) => mayAct(state.caller));
  return (
    <div className={styles['commands']}>
      {isOpen(alarm) ? (
        <>
          <Button
            tone="primary"
            keys="A"
            icon={<Check size={15} />}
            disabled={!canAct || !isCalling(alarm)}
            onClick={() => acknowledge(alarm.id)}
          >
            {t.alarms.acknowledge}
          </Button>
          <Button keys="S" icon={<BellOff size={15} />} disabled={!canAct} onClick={() => askToShelve(alarm.id)}>
            {t.alarms.shelve}
          </Button>
        </>
      ) : null}
      {alarm.state === 'shelved' ? (
        <>
          <Button icon={<RotateCcw size={15} />} disabled={!canAct} onClick={() => unshelve(alarm.id)}>
            {t.alarms.unshelve}
          </Button>
          <Button icon={<AlarmClockPlus size={15} />} disabled={!canAct} onClick={() => askToShelve(alarm.id)}>
            {t.alarmTools.aside.extend}
          </Button>
        </>
      ) : null}
      {alarm.latching ? (
        <Button icon={<RotateCcw size={15} />} disabled={!canAct} onClick={() => resetLatched(alarm.id)}>
          {t.alarms.reset}
        </Button>
      ) : null}
      <GroupButton alarm={alarm} canAct={canAct} />
      <IncidentButton alarm={alarm} canAct={canAct} />
      {canAct ? null : <span className={styles['refused']}>{t.alarms.notAllowed}</span>}
    </div>
  );
}

/** In a flood: all that stands folded under this alarm, as far as it still calls. */
function GroupButton({ alarm, canAct }: { readonly alarm: AlarmReply; readonly canAct: boolean }) {
  const t = useText();
  const calling = useGroupOf(alarm.id).filter(isCalling);
  if (calling.length < 2) return null;
  return (
    <Button icon={<CheckCheck size={15} />} disabled={!canAct} onClick={() => acknowledgeAll(calling.map(({ id }) => id))}>
      {t.alarmTools.group.acknowledge(calling.length)}
    </Button>
  );
}

/** To the alarm's incident, or to a new one from it. */
function IncidentButton({ alarm, canAct }: { readonly alarm: AlarmReply; readonly canAct: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const incidentId = useIncidents((state) => incidentOfAlarm(alarm, state.incidents));
  const open = () =>
    incidentId === null ? askToOpen({ alarmId: alarm.id }) : navigate(`/incidents?incident=${encodeURIComponent(incidentId)}`);
  return (
    <Button keys="I" icon={<ClipboardList size={15} />} disabled={!canAct} onClick={open}>
      {incidentId === null ? t.incidents.fromAlarm : t.incidents.openOne}
    </Button>
  );
}
