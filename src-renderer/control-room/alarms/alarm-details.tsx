/** One alarm in full: cause, what to do and by when, what the operator can do, its camera, its zone's trend, what happened so far. */
import { BellOff, Check, ClipboardList, Radio, RotateCcw } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { isCalling, isOpen } from '../../client/alarm-order.ts';
import { Button } from '../../ui/button.tsx';
import { Details, DetailsHead, DetailsPicture, DetailsSection } from '../../ui/details.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { CameraTile } from '../cameras/camera-tile.tsx';
import { useAlarmText, useFormat, useText } from '../i18n/use-text.ts';
import { askToOpen, incidentOfAlarm, useIncidents } from '../incidents/incidents-store.ts';
import { useShownIncident } from '../incidents/shown-incident.ts';
import { useCrowd } from '../station/crowd-store.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { ZoneTrend } from '../zones/zone-trend.tsx';
import { ActTimer } from './act-timer.tsx';
import { AlarmAnswers } from './alarm-answers.tsx';
import { acknowledge, resetLatched, unshelve } from './alarm-commands.ts';
import styles from './alarm-details.module.css';
import { AlarmEvents } from './alarm-events.tsx';
import { cameraOfAlarm, incidentShownBy, zoneOfAlarm } from './alarm-subject.ts';
import { askToShelve } from './alarms-store.ts';

/** Parts of the station that readings come in by, as the Set-up screen shows them. */
const intakeParts: readonly string[] = ['sensors', 'mqtt', 'tcp'];

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
        {alarm.suppressed_by === null ? null : <Fact term={t.alarms.states.suppressed}>{t.alarms.hiddenBy}</Fact>}
        {alarm.latching ? <Fact term={t.alarms.reset}>{t.alarms.latching}</Fact> : null}
      </Facts>
      <ShowSensors alarm={alarm} />
      <AlarmAnswers alarm={alarm} />
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
      <DetailsSection title={t.alarms.events_}>
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
        <Button icon={<RotateCcw size={15} />} disabled={!canAct} onClick={() => unshelve(alarm.id)}>
          {t.alarms.unshelve}
        </Button>
      ) : null}
      {alarm.latching ? (
        <Button icon={<RotateCcw size={15} />} disabled={!canAct} onClick={() => resetLatched(alarm.id)}>
          {t.alarms.reset}
        </Button>
      ) : null}
      <IncidentButton alarm={alarm} canAct={canAct} />
      {canAct ? null : <span className={styles['refused']}>{t.alarms.notAllowed}</span>}
    </div>
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

/** The way from an alarm of a sensor to the sensor, and from one of their ways in to all of them; nothing for other alarms. */
function ShowSensors({ alarm: { subject } }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const navigate = useNavigate();
  const isSensor = subject.type === 'sensor';
  if (!isSensor && !(subject.type === 'part' && intakeParts.includes(subject.id))) return null;
  const to = isSensor ? `/map?sensor=${encodeURIComponent(subject.id)}` : '/setup?section=sensors';
  return (
    <div className={styles['commands']}>
      <Button icon={<Radio size={15} />} onClick={() => navigate(to)}>
        {isSensor ? t.sensors.onMap.show : t.sensors.onMap.open}
      </Button>
    </div>
  );
}
