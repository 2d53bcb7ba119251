/** What is selected on the map, kept in the address: a zone or a sensor, and beside it a camera whose picture is shown. What there isn't (any more) counts as none. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';

type Selectable = 'zone' | 'sensor' | 'camera';

interface Selection {
  readonly zoneId: string | null;
  readonly sensorId: string | null;
  readonly cameraId: string | null;
  readonly selectZone: (id: string | null) => void;
  readonly selectSensor: (id: string) => void;
  readonly showCamera: (id: string | null) => void;
}

export function useSelection(): Selection {
  const [params, setParams] = useSearchParams();
  const zone = params.get('zone');
  const camera = params.get('camera');
  const zoneId = useCrowd((state) => (zone !== null && zone in state.zones ? zone : null));
  const cameraId = useCameras((state) => (camera !== null && camera in state.cameras ? camera : null));
  const change = useCallback(
    (changes: Partial<Record<Selectable, string | null>>) =>
      setParams(
        (old) => {
          const kept = Object.entries({ ...Object.fromEntries(old), ...changes });
          return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== null));
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    ...{ zoneId, cameraId, sensorId: zoneId === null ? params.get('sensor') : null },
    selectZone: useCallback((id) => change({ zone: id, sensor: null }), [change]),
    selectSensor: useCallback((id) => change({ sensor: id, zone: null }), [change]),
    showCamera: useCallback((id) => change({ camera: id }), [change]),
  };
}
