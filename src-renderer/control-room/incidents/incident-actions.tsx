/** What can be done with an incident as a whole, and what went wrong with it. */
import { BellRing, Check, Flag, Map as MapIcon, Pencil, Play, Printer, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { Button } from '../../ui/button.tsx';
import { selectAlarm, useAlarms } from '../alarms/alarms-store.ts';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { acknowledgeIncident, changeIncident, reportAddress } from './incident-commands.ts';
import styles from './incident-details.module.css';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useIncidentCommand } from './use-incident-command.ts';

interface IncidentActionsProps {
  readonly incident: IncidentState;
  readonly canAct: boolean;
}

export function IncidentActions({ incident, canAct }: IncidentActionsProps) {
  const t = useText();
  const [dialog, setDialog] = useState<'edit' | 'resolve' | null>(null);
  const command = useIncidentCommand(incident.id);
  const { id, status, seq } = incident;
  const isOver = status === 'resolved';
  const off = !canAct || command.waiting;
  const close = () => setDialog(null);
  return (
    <div className={styles['actions']}>
      <div className={styles['buttons']}>
        {isOver ? (
          <Button
            icon={<RotateCcw size={15} />}
            disabled={off}
            onClick={() => command.run(() => changeIncident(id, { status: 'open' }, seq))}
          >
            {t.incidents.reopen}
          </Button>
        ) : (
          <>
            <Button
              tone="primary"
              icon={<Check size={15} />}
              disabled={off || incident.acknowledged}
              onClick={() => command.run(() => acknowledgeIncident(id))}
            >
              {t.incidents.acknowledge}
            </Button>
            <Button
              icon={<Play size={15} />}
              disabled={off || status !== 'open'}
              onClick={() => command.run(() => changeIncident(id, { status: 'in-progress' }, seq))}
            >
              {t.incidents.start}
            </Button>
            <Button icon={<Flag size={15} />} disabled={off} onClick={() => setDialog('resolve')}>
              {t.incidents.resolve}
            </Button>
            <Button icon={<Pencil size={15} />} disabled={off} onClick={() => setDialog('edit')}>
              {t.incidents.edit}
            </Button>
          </>
        )}
        <Ways incident={incident} canAct={canAct} />
      </div>
      <ConflictNotice fault={command.fault} />
      <EditDialog open={dialog === 'edit'} incident={incident} onClose={close} />
      <ResolveDialog open={dialog === 'resolve'} incident={incident} onClose={close} />
    </div>
  );
}

/** Where to look further. */
function Ways({ incident: { id, alarm_id, place }, canAct }: IncidentActionsProps) {
  const t = useText();
  const navigate = useNavigate();
  const locale = usePreferences((state) => state.locale);
  const isAlarmThere = useAlarms((state) => alarm_id !== null && alarm_id in state.alarms);
  return (
    <>
      <Button
        icon={<Printer size={15} />}
        disabled={!canAct}
        onClick={() => window.open(reportAddress(id, locale), '_blank', 'noopener')}
      >
        {t.incidents.report}
      </Button>
      {isAlarmThere ? (
        <Button
          tone="quiet"
          icon={<BellRing size={15} />}
          onClick={() => {
            selectAlarm(alarm_id);
            navigate('/alarms');
          }}
        >
          {t.incidents.showAlarm}
        </Button>
      ) : null}
      {place.zone_id === null ? null : (
        <Button
          tone="quiet"
          icon={<MapIcon size={15} />}
          onClick={() => navigate(`/map?zone=${encodeURIComponent(place.zone_id ?? '')}`)}
        >
          {t.incidents.showZone}
        </Button>
      )}
    </>
  );
}
