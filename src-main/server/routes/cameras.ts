/**
 * The cameras and their newest pictures: with faces hidden, or untouched for an administrator who says what for. Live pictures go over a
 * socket (sockets/live-socket.ts).
 */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';
import { createJpegEncoder } from '../wire/pictures.ts';

type CameraDeps = Pick<ServerDeps, 'cameras' | 'clock' | 'evidence'>;

export function registerCameraRoutes(register: Register, { cameras, clock, evidence }: CameraDeps): void {
  const encodeJpeg = createJpegEncoder();

  register(routes.cameras, () => ({ timestamp: isoTime(clock.nowMs()), cameras: [...cameras.list()] }));

  register(routes.cameraSnapshot, async ({ params }) => evidence.hideFaces(await newestPicture(params.id)));

  register(routes.untouchedSnapshot, ({ params }) => newestPicture(params.id));

  async function newestPicture(cameraId: string): Promise<Uint8Array> {
    const camera = cameras.list().find(({ id }) => id === cameraId);
    if (camera === undefined) throw new KavachError('NOT_FOUND', `No camera ${cameraId} here.`);
    const frame = cameras.frame(camera.id);
    if (frame === null) {
      throw new KavachError('UNAVAILABLE', `${camera.name} has no picture yet; try again when it is live.`);
    }
    return encodeJpeg(frame);
  }
}
