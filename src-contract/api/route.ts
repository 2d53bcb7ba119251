/**
 * How a REST route is written down once: method, path, who may call it, and the zod schemas of what goes in and out. The server
 * registers handlers against it, OpenAPI is made from it, and the pages' client is typed by it.
 */
import { z } from 'zod';
import { isScope, type Role, type Scope } from '../domain/roles.ts';

/** `open` needs no credentials; a role means that role or a higher one. */
export type Access = 'open' | Role;
/** `any`: every key may. `none`: no key but the admin key. */
export type ScopeRule = Scope | 'any' | 'none';

export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify's form: `/api/alarms/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly tag:
    | 'System'
    | 'Crowd'
    | 'Alarms'
    | 'Cameras'
    | 'Site'
    | 'Accounts'
    | 'Twin'
    | 'Frames'
    | 'Incidents'
    | 'Evidence'
    | 'Chat'
    | 'Trains'
    | 'Sensors'
    | 'Forecasts';
  readonly access: Access;
  /** What a service's key needs; from tag and method unless told. */
  readonly scope?: ScopeRule;
  /**
   * Fields of the body that are kept in the audit log, or false for a write that has a record of its own or changes nothing. Every
   * other write is noted, without its body.
   */
  readonly audit?: readonly string[] | false;
  /** Of an open route that a credential may widen: it is looked at where there is one. */
  readonly optionalCaller?: true;
  /**
   * A long answer is compressed for clients that take it. Said only of figures, names and places: the length of a compressed answer tells
   * something of it, so none that holds a secret may have this.
   */
  readonly compress?: true;
  /** The answer's status when it isn't 200. */
  readonly status?: 201 | 202;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What the route also takes as multipart/form-data, where it takes a file. */
  readonly form?: z.ZodType;
  /** Schema of the JSON reply, or `binary` with its media type. */
  readonly response: z.ZodType | { readonly binary: string };
}

export const timestamp = z.iso.datetime().describe('ISO 8601 in UTC, with Z');

/** A reason or a purpose that somebody gives. */
export const sentence = z.string().trim().min(3).max(500);

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

/** A route whose tag is no area of scopes is for people and the admin key alone. */
export function scopeOf({ tag, method, scope }: Pick<RouteContract, 'tag' | 'method' | 'scope'>): ScopeRule {
  if (scope !== undefined) return scope;
  const named = `${tag.toLowerCase()}:${method === 'GET' ? 'read' : 'write'}`;
  return isScope(named) ? named : 'none';
}
