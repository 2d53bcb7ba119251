/**
 * Line chat: a message with its life, and what operators do. Schemas, because messages lie in the store as JSON and must be read back
 * from other versions. Numbers (`seq`) come from one counter of the station: every change of a line has its own, and they only rise.
 */
import { z } from 'zod';
import { bands } from './band.ts';
import { moderationReason, moderationStates } from './moderation.ts';

/** Longest message, UTF-16 units. */
export const mostChatLetters = 1000;

export const chatActorSchema = z.object({
  /** `session:…` or `service:…`, with `/user` behind it for a service's user. */
  id: z.string(),
  name: z.string(),
  /** A role, or `service`. */
  role: z.string(),
});
export type ChatActor = z.infer<typeof chatActorSchema>;

/** What the sensors make of a zone at one time: what an operator holds a rumour against. A null is unknown. */
export const placeViewSchema = z.object({
  zoneId: z.string(),
  name: z.string(),
  atMs: z.number(),
  band: z.enum(bands),
  count: z.number().nullable(),
  densityPerM2: z.number().nullable(),
  confidence: z.number(),
  measuredMs: z.number().nullable(),
});
export type PlaceView = z.infer<typeof placeViewSchema>;

export const decisionVerdicts = ['approved', 'removed'] as const;

export const chatMessageSchema = z.object({
  id: z.string(),
  line: z.string(),
  author: chatActorSchema,
  /** The sender's own name for it: the same again is the same message. */
  clientId: z.string().nullable(),
  text: z.string(),
  official: z.boolean(),
  atMs: z.number(),
  editedMs: z.number().nullable(),
  state: z.enum(moderationStates),
  reasons: z.array(moderationReason),
  /** The place that it names, as it was when it was written. */
  place: placeViewSchema.nullable(),
  decision: z
    .object({ verdict: z.enum(decisionVerdicts), by: z.string(), atMs: z.number(), reason: z.string().nullable() })
    .nullable(),
  /** Its place on the line: the number with which it was published, or written while it was not. */
  order: z.number().int(),
  /** Whether the line has ever seen it. */
  everPublished: z.boolean(),
  /** Number of its newest change that readers see. */
  seq: z.number().int(),
  reports: z.number().int(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

export const chatActKinds = [
  'posted',
  'edited',
  'approved',
  'removed',
  'reported',
  'pinned',
  'unpinned',
  'slow-mode',
  'muted',
  'unmuted',
] as const;
export type ChatActKind = (typeof chatActKinds)[number];

/** Who did what and when; never changed afterwards. */
export interface ChatAct {
  readonly seq: number;
  readonly kind: ChatActKind;
  readonly atMs: number;
  readonly actor: ChatActor;
  /** Null for what concerns every line. */
  readonly line: string | null;
  readonly messageId: string | null;
  readonly reason: string | null;
  /** What it was about in words: the text before an edit, a mute's author and end, slow mode's seconds and end. */
  readonly detail: string | null;
}

export interface ChatMute {
  readonly id: string;
  /** Null: on every line. */
  readonly line: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly untilMs: number;
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

export interface SlowMode {
  readonly seconds: number;
  readonly untilMs: number;
}

/** What holds on a line beside its messages. */
export interface LineState {
  readonly slowMode: SlowMode | null;
  readonly pinned: ChatMessage | null;
}

/** What has changed, told after it is on the disk. */
export type ChatNews =
  | {
      readonly kind: 'message';
      readonly change: 'posted' | 'edited' | 'decided' | 'reported';
      readonly message: ChatMessage;
      /** Whether the line saw it until now. */
      readonly wasPublished: boolean;
    }
  | { readonly kind: 'pinned'; readonly seq: number; readonly line: string; readonly message: ChatMessage | null }
  | { readonly kind: 'slow-mode'; readonly seq: number; readonly line: string; readonly slowMode: SlowMode | null }
  | {
      readonly kind: 'muted';
      readonly seq: number;
      /** Given or lifted. */
      readonly mute: ChatMute;
      /** Line → until when its author is muted there now, by all mutes together; null: no longer. */
      readonly untilMsOn: Readonly<Record<string, number | null>>;
    };
