/** The cameras and their newest pictures. Live pictures go over a socket (sockets/live-socket.ts). */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';
import { createJpegEncoder } from '../wire/pictures.ts';

export function registerCameraRoutes(register: Register, { cameras, clock }: Pick<ServerDeps, 'cameras' | 'clock'>): void {
  const encodeJpeg = createJpegEncoder();

  register(routes.cameras, () => ({ timestamp: isoTime(clock.nowMs()), cameras: [...cameras.list()] }));

  register(routes.cameraSnapshot, ({ params }) => {
    const camera = cameras.list().find(({ id }) => id === params.id);
    if (camera === undefined) throw new KavachError('NOT_FOUND', `No camera ${params.id} here.`);
    const frame = cameras.frame(camera.id);
    if (frame === null) {
      throw new KavachError('UNAVAILABLE', `${camera.name} has no picture yet; try again when it is live.`);
    }
    return encodeJpeg(frame);
  });
}
