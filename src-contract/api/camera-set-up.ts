/**
 * Before a camera is saved: a try with a picture, and cameras that are found on the network. Nothing of it is kept. What can happen (a wrong
 * password, nobody there) is an answer, not an error.
 */
import { z } from 'zod';
import { idParams, type RouteContract } from './route.ts';

const reason = z.object({ ok: z.literal(false), reason: z.string().describe('What went wrong, for the operator') });

export const cameraTrialReply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    picture: z.string().describe('JPEG, base64'),
    width: z.number().int(),
    height: z.number().int(),
    fps: z.number(),
    codec: z.string().nullable(),
  }),
  reason,
]);
export type CameraTrialReply = z.infer<typeof cameraTrialReply>;

const figure = z.number().nullable();

export const onvifDevicesReply = z.object({
  devices: z.array(z.object({ name: z.string(), model: z.string(), host: z.string(), address: z.string() })),
});
export type OnvifDevicesReply = z.infer<typeof onvifDevicesReply>;

export const onvifStreamsReply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    streams: z.array(
      z.object({
        name: z.string(),
        codec: z.string().nullable(),
        width: figure,
        height: figure,
        fps: figure,
        address: z.string().describe('Without user and password'),
      }),
    ),
  }),
  reason,
]);
export type OnvifStreamsReply = z.infer<typeof onvifStreamsReply>;

export const cameraSetUpRoutes = {
  testCamera: {
    method: 'POST',
    path: '/api/cameras/test',
    summary: 'Opens an address for a few seconds and answers with a picture, or with what is wrong',
    tag: 'Cameras',
    access: 'admin',
    // Changes nothing; its address may hold a password.
    audit: false,
    body: z.object({
      address: z.string().min(1).max(2000),
      camera: idParams.shape.id.optional().describe('Whose kept user and password *** in the address stands for'),
    }),
    response: cameraTrialReply,
  },
  findCameras: {
    method: 'POST',
    path: '/api/cameras/discovery',
    summary: 'Asks the station’s network for ONVIF cameras, for three seconds',
    tag: 'Cameras',
    access: 'admin',
    audit: false,
    response: onvifDevicesReply,
  },
  cameraStreams: {
    method: 'POST',
    path: '/api/cameras/discovery/streams',
    summary: 'The streams of one ONVIF camera',
    tag: 'Cameras',
    access: 'admin',
    audit: false,
    body: z.object({
      address: z.url({ protocol: /^https?$/ }).max(500),
      user: z.string().max(100),
      password: z.string().max(200),
    }),
    response: onvifStreamsReply,
  },
} satisfies Record<string, RouteContract>;
