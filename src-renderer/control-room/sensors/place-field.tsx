/** Where a sensor is: two numbers of degrees, typed or picked on the plan. */
import { MapPin } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText } from '../i18n/use-text.ts';
import styles from './sensors.module.css';

const PlacePicker = lazy(() => import('./place-picker.tsx').then((module) => ({ default: module.PlacePicker })));

interface PlaceFieldProps {
  readonly lon: string;
  readonly lat: string;
  readonly fault: string | null;
  readonly onChange: (place: { readonly lon: string; readonly lat: string }) => void;
}

/** About a centimetre. */
const decimals = 7;

export function PlaceField({ lon, lat, fault, onChange }: PlaceFieldProps) {
  const t = useText();
  const [picking, setPicking] = useState(false);
  const { settings } = t.sensors;
  return (
    <>
      <div className={styles['place']}>
        <TextField
          label={settings.lon}
          value={lon}
          onChange={(next) => onChange({ lon: next, lat })}
          hint={settings.noPlace}
          fault={fault}
          maxLength={20}
          autoComplete="off"
        />
        <TextField
          label={settings.lat}
          value={lat}
          onChange={(next) => onChange({ lon, lat: next })}
          maxLength={20}
          autoComplete="off"
        />
        <Button icon={<MapPin size={15} />} onClick={() => setPicking(true)}>
          {settings.pick}
        </Button>
      </div>
      <Dialog open={picking} title={settings.pickTitle} closeLabel={t.common.close} onClose={() => setPicking(false)} wide>
        <PickForm
          lon={lon}
          lat={lat}
          onPicked={(place) => {
            onChange(place);
            setPicking(false);
          }}
        />
      </Dialog>
    </>
  );
}

interface PickFormProps extends Omit<PlaceFieldProps, 'fault' | 'onChange'> {
  readonly onPicked: PlaceFieldProps['onChange'];
}

function PickForm({ lon, lat, onPicked }: PickFormProps) {
  const t = useText();
  const [place, setPlace] = useState({ lon, lat });
  const at = degreesOf(place);
  return (
    <Form submit={t.sensors.settings.takePlace} ready={at !== null} onSubmit={() => at !== null && onPicked(place)}>
      <p>{t.sensors.settings.pickHint}</p>
      <div className={styles['map']}>
        <Suspense>
          <PlacePicker
            at={at}
            onPick={([east, north]) => setPlace({ lon: east.toFixed(decimals), lat: north.toFixed(decimals) })}
          />
        </Suspense>
      </div>
      <div className={styles['pair']}>
        <TextField label={t.sensors.settings.lon} value={place.lon} onChange={(next) => setPlace({ ...place, lon: next })} />
        <TextField label={t.sensors.settings.lat} value={place.lat} onChange={(next) => setPlace({ ...place, lat: next })} />
      </div>
    </Form>
  );
}

function degreesOf({ lon, lat }: { readonly lon: string; readonly lat: string }): readonly [number, number] | null {
  const [east, north] = [Number(lon), Number(lat)];
  const isPlace = lon.trim() !== '' && lat.trim() !== '' && Math.abs(east) <= 180 && Math.abs(north) <= 90;
  return isPlace ? [east, north] : null;
}
