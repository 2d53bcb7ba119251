/**
 * A model's card: what a person or a measurement knows of an .onnx file that its tensors don't tell. Cards lie beside their
 * file as `<name>.json`; `known.json` of a model folder holds the same by sha256, for well-known files without a card.
 */
import { z } from 'zod';
import { layoutNames } from './layouts/layout.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 in 64 small hex digits');

const channelValues = z.union([z.number(), z.tuple([z.number(), z.number(), z.number()])]);
/** In grey values 0..255: a standard deviation below 1 was given for values 0..1. */
const deviation = z.number().min(1, 'a number from 1 up: mean and std are of values 0..255').max(1000);
const normalisation = z.strictObject({
  mean: channelValues,
  std: z.union([deviation, z.tuple([deviation, deviation, deviation])]),
});

const input = z
  .object({
    width: z.number().int().min(32).max(4096).optional().describe('Pixels; left out for models of any size'),
    height: z.number().int().min(32).max(4096).optional(),
    multiple: z
      .number()
      .int()
      .min(1)
      .max(256)
      .optional()
      .describe('Of a model of any size: what both sides must be a multiple of'),
    colour: z.enum(['rgb', 'bgr', 'gray']).optional(),
    scale: z
      .union([z.enum(['0-255', '0-1']), normalisation])
      .optional()
      .describe('What the values run over, or (value − mean) / std, one number or three in the order R, G, B'),
    letterbox: z.enum(['top-left', 'centre', 'stretch']).optional().describe('Where the picture lies in the input'),
    pad: z.number().int().min(0).max(255).optional().describe('Grey value around the picture'),
  })
  .refine(
    ({ colour, scale }) =>
      colour !== 'gray' || typeof scale !== 'object' || !(Array.isArray(scale.mean) || Array.isArray(scale.std)),
    'a grey picture has one mean and one std',
  );

const accuracy = z.object({
  on: z.string().describe('Data set, its size, and the input size'),
  person_ap50: z.number().min(0).max(1).optional(),
  person_ap50_95: z.number().min(0).max(1).optional(),
  face_ap50: z.number().min(0).max(1).optional(),
});

const speed = z.object({
  input: z.string(),
  threads: z.number().int().min(1),
  ms: z.number().positive().describe('One run, without preparing and decoding'),
  on: z.string().describe('Processor'),
});

/** Further keys (training data, limits) are kept for people and not read here. Anything left out follows from the layout. */
export const modelCardSchema = z.looseObject({
  layout: z.enum(layoutNames).optional(),
  input: input.optional(),
  labels: z
    .array(z.string())
    .min(1)
    .max(1000)
    .optional()
    .describe("Class names by index; classes after the last name are ignored. Else the file's or the layout's own"),
  licence: z.string().max(200).describe('SPDX name of the licence of the weights'),
  sha256: sha256.optional(),
  threshold: z.number().min(0.01).max(0.99).optional(),
  nms_iou: z.number().min(0.1).max(0.95).optional().describe('Boxes that overlap more are one object'),
  accuracy: z.array(accuracy).default([]),
  speed: z.array(speed).default([]),
  source: z.string().optional(),
  notes: z.string().optional(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

export const knownModelsSchema = z.object({
  models: z.array(modelCardSchema.extend({ sha256, name: z.string().min(1).max(80) })),
});
export type KnownModel = z.infer<typeof knownModelsSchema>['models'][number];
