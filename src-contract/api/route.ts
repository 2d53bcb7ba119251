/**
 * How a REST route is written down once: method, path, who may call it, and the zod schemas of what goes in and out. The server
 * registers handlers against it, OpenAPI is made from it, and the pages' client is typed by it.
 */
import { z } from 'zod';

export const roles = ['viewer', 'staff', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** `open` needs no credentials; a role means that role or a higher one. */
export type Access = 'open' | Role;

export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Fastify's form: `/api/alarms/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: 'System' | 'Crowd' | 'Alarms' | 'Cameras' | 'Site' | 'Accounts' | 'Twin' | 'Frames' | 'Incidents';
  readonly access: Access;
  /** The answer's status when it isn't 200. */
  readonly status?: 201;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What the route also takes as multipart/form-data, where it takes a file. */
  readonly form?: z.ZodType;
  /** Schema of the JSON reply, or `binary` with its media type. */
  readonly response: z.ZodType | { readonly binary: string };
}

export const timestamp = z.iso.datetime().describe('ISO 8601 in UTC, with Z');

/** The one shape of every refusal. */
export const errorReply = z.object({
  error: z.object({
    code: z.string().describe('UPPER_SNAKE'),
    message: z.string().describe('What went wrong and what to do'),
    details: z.unknown().optional(),
  }),
});
export type ErrorReply = z.infer<typeof errorReply>;

export const idParams = z.object({ id: z.string().min(1).max(100) });

/** A page of a list that can grow: pass `next_cursor` back as `cursor`; null when there is no more. */
export const cursorQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(200).optional(),
});
