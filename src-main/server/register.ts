/**
 * Wires one route of the contract to its handler: method, path, access, schemas and the API reference, all from the contract. Handlers
 * get parsed input and return what goes out; they know nothing of HTTP.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorReply, type RouteContract } from '../../src-contract/api/route.ts';
import { KavachError } from '../errors.ts';
import { type Caller, requireAccess } from './auth/caller.ts';
import type { ResolveCaller } from './auth/credentials.ts';
import type { Idempotency } from './idempotency.ts';

type Parsed<C, Part extends string> = C extends { readonly [P in Part]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

type ParsedForm<C> = C extends { readonly form: infer Schema extends z.ZodType } ? z.output<Schema> : never;

export interface RouteInput<C extends RouteContract> {
  readonly params: Parsed<C, 'params'>;
  readonly query: Parsed<C, 'query'>;
  readonly body: Parsed<C, 'body'> | ParsedForm<C>;
  readonly caller: C['access'] extends 'open' ? Caller | null : Caller;
  /** For the few routes that set a header. */
  readonly reply: FastifyReply;
}

export type RouteOutput<C extends RouteContract> = C['response'] extends z.ZodType ? z.output<C['response']> : Uint8Array;
export type RouteHandler<C extends RouteContract> = (input: RouteInput<C>) => RouteOutput<C> | Promise<RouteOutput<C>>;

export interface RouteTools {
  readonly resolveCaller: ResolveCaller;
  readonly idempotency: Idempotency;
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
      onRequest: accessHook(contract.access, tools.resolveCaller),
      preValidation: async (request) => {
        // A command with only optional fields may come without a body.
        if (contract.body !== undefined) request.body ??= {};
        if (contract.form !== undefined) requireKnownType(request);
      },
      handler: async (request, reply) => {
        const answer = await repeatable(request, tools.idempotency, async () => handler(inputOf(request, reply)));
        if ('binary' in contract.response) void reply.type(contract.response.binary);
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

/** Finds the caller and refuses who may not; before any body is read. */
export function accessHook(access: RouteContract['access'], resolveCaller: ResolveCaller) {
  return async (request: FastifyRequest): Promise<void> => {
    if (access === 'open') return;
    request.caller = await resolveCaller(request);
    requireAccess(request.caller, access);
  };
}

/** The one place where Fastify's untyped request becomes the contract's types: its schemas have parsed it by now. */
function inputOf<C extends RouteContract>(request: FastifyRequest, reply: FastifyReply): RouteInput<C> {
  const { params, query, body, caller } = request;
  return { params, query, body, caller, reply } as RouteInput<C>;
}

async function repeatable<T>(request: FastifyRequest, idempotency: Idempotency, act: () => Promise<T>): Promise<T> {
  const key = request.headers['idempotency-key'];
  if (request.method === 'GET' || key === undefined) return act();
  if (typeof key !== 'string' || key.length === 0 || key.length > 200) {
    throw new KavachError('BAD_REQUEST', 'An Idempotency-Key has 1 to 200 characters.');
  }
  const path = request.url.split('?', 1)[0] ?? '';
  const caller = request.caller === null ? '' : `${request.caller.kind}:${request.caller.sessionToken ?? request.caller.name}`;
  return idempotency.once([caller, request.method, path, key], [request.query, request.body], act);
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
    description: contract.access === 'open' ? 'Open to everybody.' : `Needs the role ${contract.access} or a higher one.`,
    tags: [contract.tag],
    security: contract.access === 'open' ? [] : [{ apiKey: [] }, { session: [] }],
    response: { 200: ok, '4xx': errorReply, '5xx': errorReply },
    ...(contract.params === undefined ? {} : { params: contract.params }),
    ...(contract.query === undefined ? {} : { querystring: contract.query }),
    ...(contract.body === undefined ? {} : { body: bodySchema(contract.body, contract.form) }),
  };
}
