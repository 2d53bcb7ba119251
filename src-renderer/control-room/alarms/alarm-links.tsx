/** Where an alarm leads: its camera, its zone, its figures over time, its sensor, or the screen where a fault of the station is seen to. */
import { Camera, ChartLine, CloudSun, Map as MapIcon, Radio, Settings, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { AlarmReply } from '../../../src-contract/api/alarms.ts';
import { Button } from '../../ui/button.tsx';
import { DetailsSection } from '../../ui/details.tsx';
import { useText } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';
import styles from './alarm-details.module.css';
import { type AlarmPlace, placesOfAlarm } from './alarm-subject.ts';

const icons: Readonly<Record<AlarmPlace['kind'], ReactNode>> = {
  camera: <Camera size={15} />,
  zone: <MapIcon size={15} />,
  trend: <ChartLine size={15} />,
  sensor: <Radio size={15} />,
  sensors: <Radio size={15} />,
  setUp: <Settings size={15} />,
  weather: <CloudSun size={15} />,
  forecast: <TrendingUp size={15} />,
};

export function AlarmLinks({ alarm }: { readonly alarm: AlarmReply }) {
  const t = useText();
  const navigate = useNavigate();
  const zones = useCrowd((state) => state.zones);
  const words: Readonly<Record<AlarmPlace['kind'], string>> = {
    ...t.alarmTools.links,
    sensor: t.sensors.onMap.show,
    sensors: t.sensors.onMap.open,
  };
  const places = placesOfAlarm(alarm, zones);
  if (places.length === 0) return null;
  return (
    <DetailsSection title={t.alarmTools.links.title}>
      <div className={styles['commands']}>
        {places.map(({ kind, to }) => (
          <Button key={kind} icon={icons[kind]} onClick={() => navigate(to)}>
            {words[kind]}
          </Button>
        ))}
      </div>
    </DetailsSection>
  );
}
