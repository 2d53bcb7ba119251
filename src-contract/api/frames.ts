/**
 * Single pictures that programs send in: over /ws, one message a picture, or by POST. What is found comes back in pixels of the picture
 * as it was sent; an orientation in its metadata (EXIF) is not applied, so that boxes fit the pixels that the sender has.
 */
import { z } from 'zod';
import type { RouteContract } from './route.ts';

export const frameSettings = z.object({
  confidence_threshold: z.number().min(0).max(1).optional().describe("The station's CONFIDENCE_THRESHOLD, else the model's own"),
  crowd_threshold: z.number().int().min(1).max(10_000).optional().describe("The station's CROWD_THRESHOLD"),
});
export type FrameSettings = z.infer<typeof frameSettings>;

const object = z.object({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('[x1, y1, x2, y2], pixels of the frame as sent'),
  confidence: z.number(),
});

export const frameCrowdLevels = ['empty', 'low', 'medium', 'high', 'very_high'] as const;
export type FrameCrowdLevel = (typeof frameCrowdLevels)[number];

export const frameResult = z.object({
  faces: z.array(object),
  bodies: z.array(object),
  crowd_analysis: z.object({
    face_count: z.number().int(),
    body_count: z.number().int(),
    crowd_level: z
      .enum(frameCrowdLevels)
      .describe('By n, the larger count: 0 empty, up to 2 low, 5 medium, 10 high, else very_high'),
    density_score: z.number().min(0).max(1).describe('n over crowd_threshold, at most 1: at 1 the warning is due'),
  }),
  alerts: z.array(
    z.object({
      type: z.enum(['crowd_warning', 'processing_error', 'connection_limit']),
      message: z.string(),
      level: z.enum(['info', 'warning', 'error', 'critical']),
    }),
  ),
  processing_time: z.number().describe('Decoding and looking, without the wait for a turn, seconds'),
  timestamp: z.number().describe('As the frame came with it, else the station time of the answer; epoch ms'),
});
export type FrameResult = z.infer<typeof frameResult>;

const base64Picture = z.string().min(1).describe('JPEG or PNG in base64; a prefix "data:…;base64," is allowed');

export const frameClientMessage = z.object({
  event: z.literal('process_frame'),
  data: z.object({ frame: base64Picture, timestamp: z.number().optional(), settings: frameSettings.default({}) }),
});

export const frameErrorCodes = [
  'PROCESSING_ERROR',
  'INVALID_FRAME',
  'FRAME_TOO_LARGE',
  'RATE_LIMITED',
  'CONNECTION_LIMIT',
] as const;

export const frameServerMessage = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected'), data: z.object({ client_id: z.uuid(), server_time: z.number() }) }),
  z.object({ event: z.literal('detection_result'), data: frameResult }),
  z.object({
    event: z.literal('error'),
    data: z.object({
      code: z.enum(frameErrorCodes),
      message: z.string(),
      details: z.object({ timestamp: z.number() }).nullable().describe('The timestamp that the frame came with'),
    }),
  }),
]);
export type FrameServerMessage = z.infer<typeof frameServerMessage>;

const modelInfo = z.object({
  loaded: z.boolean().describe('Pictures are looked at with it. It lies in memory only while pictures come: see state'),
  path: z.string().nullable(),
  device: z.string(),
  name: z.string().nullable(),
  state: z.enum(['ready', 'starting', 'idle', 'failing', 'none']).describe('idle: it is loaded with the next picture'),
  reason: z.string().nullable().describe('Why there is none, or what is wrong with it'),
});

/** The bytes of an uploaded file, which no JSON can hold. */
const fileBytes = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'a file is needed')
  .meta({
    type: 'string',
    format: 'binary',
    description: 'JPEG or PNG',
  });

/** A form's fields are text. */
const settingsText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(frameSettings);

export const frameRoutes = {
  detect: {
    method: 'POST',
    path: '/api/detect',
    summary: 'Faces and bodies in one picture; 413 above MAX_FRAME_SIZE, 422 for what is no JPEG or PNG, 503 without a model',
    tag: 'Frames',
    access: 'viewer',
    body: z.object({ frame: base64Picture, settings: frameSettings.default({}) }),
    form: z.object({ file: fileBytes, settings: settingsText.default({}) }),
    response: frameResult,
  },
  models: {
    method: 'GET',
    path: '/api/models/info',
    summary: 'The models that look at pictures sent in',
    tag: 'Frames',
    access: 'operator',
    response: z.object({ face_model: modelInfo, body_model: modelInfo }),
  },
  stats: {
    method: 'GET',
    path: '/api/stats',
    summary: 'Clients of /ws, and what became of the pictures sent in since the start',
    tag: 'Frames',
    access: 'viewer',
    response: z.object({
      active_connections: z.number().int(),
      max_connections: z.number().int(),
      total_frames_processed: z.number().int(),
      average_processing_time: z.number().describe('Seconds; 0 before the first'),
      frames_waiting: z.number().int(),
      frames_replaced: z.number().int().describe('By a newer one of the same client'),
      frames_refused: z.number().int(),
      frames_failed: z.number().int(),
      uptime: z.number().describe('Seconds'),
    }),
  },
} satisfies Record<string, RouteContract>;
