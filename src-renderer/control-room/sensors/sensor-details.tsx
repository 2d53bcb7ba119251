/** The selected sensor: what it says now, the last day, its settings, its key. Without rights to change it, what is known of it. */
import { MousePointerClick } from 'lucide-react';
import type { SensorReply } from '../../../src-contract/api/sensors.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Details, DetailsHead, DetailsSection } from '../../ui/details.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSensors } from '../station/sensors-store.ts';
import { isAdmin, isCut, useSession } from '../station/session-store.ts';
import { NewestReading } from './newest-reading.tsx';
import { SensorActions } from './sensor-actions.tsx';
import { SensorHistory } from './sensor-history.tsx';
import { isUnwell, sensorLook } from './sensor-look.ts';
import { SensorSettings } from './sensor-settings.tsx';
import { SensorState } from './sensor-state.tsx';
import { useSensorWords } from './use-sensor-words.ts';

export function SensorDetails({ sensorId }: { readonly sensorId: string | null }) {
  const t = useText();
  const sensor = useSensors((state) => (sensorId === null ? undefined : state.sensors[sensorId]));
  const loaded = useSensors((state) => state.loaded);
  return (
    <Panel title={sensor?.name ?? t.sensors.title} scroll>
      {sensor !== undefined ? <Shown sensor={sensor} /> : null}
      {sensor === undefined && (sensorId === null || loaded) ? (
        <EmptyState
          icon={<MousePointerClick size={28} strokeWidth={1.25} />}
          title={sensorId === null ? t.sensors.select : t.sensors.gone}
        />
      ) : null}
    </Panel>
  );
}

function Shown({ sensor }: { readonly sensor: SensorReply }) {
  const t = useText();
  const words = useSensorWords();
  const cut = useSession((state) => isCut(state.link));
  const admin = useSession((state) => isAdmin(state.caller));
  const look = sensorLook(sensor, cut);
  const kind = `${words.type(sensor.type)}${sensor.known_type ? '' : ` (${t.sensors.unknownType})`}`;
  const standing = sensor.approved ? t.sensors.approved : sensor.registered ? t.sensors.unapproved : t.sensors.onlyHeard;
  return (
    <Details>
      <DetailsHead mark={<SensorState look={look} />} title={sensor.name} state={[kind, standing]} />
      {!cut && isUnwell(sensor) ? <WhyUnwell sensor={sensor} /> : null}
      {admin ? <SensorActions sensor={sensor} /> : <Notice>{t.sensors.readOnly}</Notice>}
      <DetailsSection title={t.sensors.now.title}>
        <NewestReading sensor={sensor} look={look} />
      </DetailsSection>
      <DetailsSection title={t.sensors.history.spans[24]}>
        <SensorHistory sensor={sensor} hours={24} />
      </DetailsSection>
      {admin ? (
        <DetailsSection title={t.sensors.settings.title}>
          <SensorSettings key={sensor.id} sensor={sensor} />
        </DetailsSection>
      ) : null}
    </Details>
  );
}

function WhyUnwell({ sensor: { status_since, status_detail } }: { readonly sensor: SensorReply }) {
  const t = useText();
  const format = useFormat();
  const nowMs = useStationNow();
  return (
    <Notice tone="warning">
      {t.sensors.since(format.age(nowMs - Date.parse(status_since)))}
      {status_detail === null ? '' : `: ${status_detail}`}
    </Notice>
  );
}
