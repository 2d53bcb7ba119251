/**
 * Wires one route of the contract to its handler: method, path, access, schemas and the API reference, all from the contract. Handlers
 * get parsed input and return what goes out; they know nothing of HTTP.
 */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorReply, type RouteContract } from '../../src-contract/api/route.ts';
import { KavachError } from '../errors.ts';
import type { NoteAct } from './audit-trail.ts';
import { type Caller, type Door, doorOf, requireAccess } from './auth/caller.ts';
import type { Credentials } from './auth/credentials.ts';
import { compressReply } from './compress-reply.ts';
import type { Idempotency } from './idempotency.ts';
import { isOwnPeer } from './request-guard.ts';
import type { RequestRates } from './request-rates.ts';

type Parsed<C, Part extends string> = C extends { readonly [P in Part]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

type ParsedForm<C> = C extends { readonly form: infer Schema extends z.ZodType } ? z.output<Schema> : never;

export interface RouteInput<C extends RouteContract> {
  readonly params: Parsed<C, 'params'>;
  readonly query: Parsed<C, 'query'>;
  readonly body: Parsed<C, 'body'> | ParsedForm<C>;
  readonly caller: C['access'] extends 'open' ? Caller | null : Caller;
  readonly from: RequestSource;
  /** For the few routes that set a header. */
  readonly reply: FastifyReply;
}

/** Where a request comes from, as far as a handler may care. */
export interface RequestSource {
  readonly address: string;
  /** From the station's own machine, judged by the connection alone. */
  readonly isThisMachine: boolean;
  /** One of our own pages sent it. */
  readonly isOwnPage: boolean;
  readonly isSecure: boolean;
  /** What the browser or program calls itself. */
  readonly agent: string | null;
}

export type RouteOutput<C extends RouteContract> = C['response'] extends z.ZodType
  ? z.output<C['response']>
  : Uint8Array | Readable;
export type RouteHandler<C extends RouteContract> = (input: RouteInput<C>) => RouteOutput<C> | Promise<RouteOutput<C>>;

export interface RouteTools {
  readonly credentials: Credentials;
  readonly rates: RequestRates;
  readonly idempotency: Idempotency;
  readonly noteAct: NoteAct;
  /** Largest JSON body where the usual limit is too small. */
  readonly bodyBytes?: number;
}

/** Of a route that takes a form too. */
const bodyTypes: readonly [string, string] = ['application/json', 'multipart/form-data'];

export type Register = <C extends RouteContract>(contract: C, handler: RouteHandler<C>) => void;

export function createRegister(app: FastifyInstance, tools: RouteTools): Register {
  return (contract, handler) => {
    app.route({
      method: contract.method,
      url: contract.path,
      schema: schemaOf(contract),
      ...(tools.bodyBytes === undefined ? {} : { bodyLimit: tools.bodyBytes }),
      ...(contract.compress === true ? { onSend: compressReply } : {}),
      onRequest: accessHook(doorOf(contract), tools, contract.optionalCaller),
      preValidation: async (request) => {
        // A command with only optional fields may come without a body.
        if (contract.body !== undefined) request.body ??= {};
        if (contract.form !== undefined) requireKnownType(request);
      },
      handler: async (request, reply) => {
        const answer = await repeatable(contract, request, tools.idempotency, async () => {
          const done = await handler(inputOf(request, reply));
          await tools.noteAct(contract, {
            caller: request.caller,
            params: request.params,
            body: request.body,
            address: request.ip,
          });
          return done;
        });
        if ('binary' in contract.response) void reply.type(contract.response.binary);
        // Of a part of a file the handler has said so itself.
        if (reply.statusCode === 200) void reply.code(contract.status ?? 200);
        return reply.send(
          answer instanceof Uint8Array ? Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength) : answer,
        );
      },
    });
  };
}

/** Fastify checks no body whose type has no schema. */
function requireKnownType({ headers }: FastifyRequest): void {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (bodyTypes.includes(type)) return;
  throw new KavachError('BAD_REQUEST', `Send the body as ${bodyTypes.join(' or ')}, and say so in Content-Type.`);
}

/** Finds the caller and refuses who may not, or asks too often; before any body is read. */
export function accessHook(door: Door, { credentials, rates }: Pick<RouteTools, 'credentials' | 'rates'>, isOptional = false) {
  return async (request: FastifyRequest): Promise<void> => {
    if (door.access !== 'open' || isOptional) request.caller = await credentials.resolve(request);
    rates.note(request.caller, request.ip);
    requireAccess(request.caller, door);
  };
}

/** The one place where Fastify's untyped request becomes the contract's types: its schemas have parsed it by now. */
function inputOf<C extends RouteContract>(request: FastifyRequest, reply: FastifyReply): RouteInput<C> {
  const { params, query, body, caller } = request;
  return { params, query, body, caller, reply, from: sourceOf(request) } as RouteInput<C>;
}

export function sourceOf({ ip, originKind, protocol, headers, socket }: FastifyRequest): RequestSource {
  const agent = headers['user-agent']?.replace(/[^\x20-\x7e]/g, '').slice(0, 200) ?? '';
  return {
    address: ip,
    isThisMachine: isOwnPeer(socket),
    isOwnPage: originKind === 'own',
    isSecure: protocol === 'https',
    agent: agent === '' ? null : agent,
  };
}

/** Open routes are left out: nobody's repetitions can't be told from somebody else's. */
async function repeatable<T>(
  { access }: RouteContract,
  request: FastifyRequest,
  idempotency: Idempotency,
  act: () => Promise<T>,
): Promise<T> {
  const { caller } = request;
  const key = request.headers['idempotency-key'];
  if (request.method === 'GET' || key === undefined || access === 'open' || caller === null) return act();
  if (typeof key !== 'string' || key.length === 0 || key.length > 200) {
    throw new KavachError('BAD_REQUEST', 'An Idempotency-Key has 1 to 200 characters.');
  }
  const path = request.url.split('?', 1)[0] ?? '';
  return idempotency.once([caller.kind, caller.id, request.method, path, key], [request.query, request.body], act);
}

function bodySchema(json: z.ZodType, form: z.ZodType | undefined) {
  if (form === undefined) return json;
  return { content: { [bodyTypes[0]]: { schema: json }, [bodyTypes[1]]: { schema: form } } };
}

function schemaOf(contract: RouteContract) {
  const ok =
    'binary' in contract.response
      ? { description: 'The file', content: { [contract.response.binary]: { schema: z.string().meta({ format: 'binary' }) } } }
      : contract.response;
  return {
    summary: contract.summary,
    description: describeAccess(contract),
    tags: [contract.tag],
    security: contract.access === 'open' ? [] : [{ bearer: [] }, { apiKey: [] }, { session: [] }],
    response: { [contract.status ?? 200]: ok, '4xx': errorReply, '5xx': errorReply },
    ...(contract.params === undefined ? {} : { params: contract.params }),
    ...(contract.query === undefined ? {} : { querystring: contract.query }),
    ...(contract.body === undefined ? {} : { body: bodySchema(contract.body, contract.form) }),
  };
}

function describeAccess(contract: RouteContract): string {
  const { access, scope } = doorOf(contract);
  if (access === 'open') return 'Open to everybody.';
  const ofKeys =
    scope === 'none' ? 'no scope of a service key is enough' : scope === 'any' ? 'any service key' : `the scope ${scope}`;
  return `Needs the role ${access} or a higher one; of a service key: ${ofKeys}.`;
}
