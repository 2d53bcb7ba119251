/** Saves a camera's newest picture as a file. */
import { routes } from '../../../src-contract/api/routes.ts';
import { stationNow } from '../../client/station-clock.ts';
import { showToast } from '../frame/toast-store.ts';
import { rest } from '../station/session.ts';

export async function saveSnapshot(cameraId: string, failed: string): Promise<void> {
  try {
    const picture = await rest.call(routes.cameraSnapshot, { params: { id: cameraId } });
    const address = URL.createObjectURL(picture);
    const link = document.createElement('a');
    link.href = address;
    link.download = `${cameraId}-${new Date(stationNow()).toISOString().slice(0, 19).replaceAll(':', '')}.jpg`;
    link.click();
    URL.revokeObjectURL(address);
  } catch {
    showToast(failed, 'fault');
  }
}
