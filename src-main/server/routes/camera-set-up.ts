/** A camera before it is saved: its test picture, and what the network has. A client that leaves ends what it asked for. */
import type { FastifyReply } from 'fastify';
import type { CameraTrialReply } from '../../../src-contract/api/camera-set-up.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { createJpegEncoder } from '../wire/pictures.ts';

export function registerCameraSetUpRoutes(register: Register, { cameraSetUp }: Pick<ServerDeps, 'cameraSetUp'>): void {
  const encodeJpeg = createJpegEncoder();

  register(routes.testCamera, async ({ body, reply }): Promise<CameraTrialReply> => {
    const trial = await cameraSetUp.test({ address: body.address, cameraId: body.camera ?? null }, untilGone(reply));
    if (!trial.ok) return trial;
    const { frame, fps, codec } = trial;
    const picture = Buffer.from(await encodeJpeg(frame)).toString('base64');
    return { ok: true, picture, width: frame.width, height: frame.height, fps, codec };
  });

  register(routes.findCameras, async ({ reply }) => ({ devices: await cameraSetUp.discover(untilGone(reply)) }));
  register(routes.cameraStreams, ({ body, reply }) => cameraSetUp.streams(body, untilGone(reply)));
}

function untilGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
