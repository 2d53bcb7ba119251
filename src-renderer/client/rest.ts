/**
 * The station's REST interface as typed calls: `call(routes.acknowledgeAlarm, {params, body})`. Types come from the contract, and
 * every reply is parsed by the contract's schema, so what comes out can be trusted. Retrying is left to the caller.
 */
import type { z } from 'zod';
import { errorReply, type RouteContract } from '../../src-contract/api/route.ts';
import { StationError } from './errors.ts';

const timeoutMs = 10_000;

type None<K extends string> = { [key in K]?: never };
type Values<S extends z.ZodObject> = { [K in keyof z.input<S>]: K extends keyof z.output<S> ? z.output<S>[K] : never };
type Optional<K extends string, V> = Record<never, never> extends V ? { [key in K]?: V } : { [key in K]: V };

type ParamsOf<R> = R extends { readonly params: infer S extends z.ZodObject } ? { params: z.input<S> } : None<'params'>;
type QueryOf<R> = R extends { readonly query: infer S extends z.ZodObject } ? Optional<'query', Values<S>> : None<'query'>;
type BodyOf<R> = R extends { readonly body: infer S extends z.ZodType } ? Optional<'body', z.input<S>> : None<'body'>;

export type CallInput<R extends RouteContract> = ParamsOf<R> & QueryOf<R> & BodyOf<R> & { signal?: AbortSignal };
export type CallArguments<R extends RouteContract> =
  Record<never, never> extends CallInput<R> ? [input?: CallInput<R>] : [input: CallInput<R>];
export type Reply<R extends RouteContract> = R['response'] extends z.ZodType ? z.output<R['response']> : Blob;

export interface RestClient {
  /** Throws StationError. */
  call<R extends RouteContract>(route: R, ...input: CallArguments<R>): Promise<Reply<R>>;
}

export interface RestOptions {
  /** Origin of the station, without a slash at the end; empty for the page's own. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  /** Called when the station refuses the credentials. */
  readonly onSignedOut?: () => void;
}

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

export function createRestClient({ baseUrl = '', fetch: fetchIt = globalThis.fetch, onSignedOut }: RestOptions = {}): RestClient {
  return {
    async call<R extends RouteContract>(route: R, ...[input]: CallArguments<R>) {
      const loose: LooseInput = (input as LooseInput | undefined) ?? {};
      const response = await send(route, baseUrl + pathOf(route.path, loose), loose, fetchIt);
      if (response.status === 401) onSignedOut?.();
      if (!response.ok) throw await refusal(response);
      return (await readReply(route, response)) as Reply<R>;
    },
  };
}

/** Fills `:names` and appends the query; values are escaped. */
export function pathOf(template: string, { params = {}, query = {} }: Pick<LooseInput, 'params' | 'query'>): string {
  const path = template.replace(/:([a-z_]+)/gi, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

async function send(route: RouteContract, url: string, input: LooseInput, fetchIt: typeof fetch): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = input.signal === undefined ? timeout : AbortSignal.any([timeout, input.signal]);
  const request: RequestInit = { method: route.method, credentials: 'same-origin', signal };
  if (route.body !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(input.body ?? {});
  }
  try {
    return await fetchIt(url, request);
  } catch (error) {
    if (input.signal?.aborted === true) throw error;
    if (timeout.aborted) throw new StationError('TIMEOUT', `The station didn't answer within ${timeoutMs / 1000} s`, 0);
    throw new StationError('UNREACHABLE', 'The station cannot be reached', 0);
  }
}

async function refusal(response: Response): Promise<StationError> {
  const parsed = errorReply.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return new StationError('HTTP_ERROR', `HTTP ${response.status}`, response.status);
  const { code, message, details } = parsed.data.error;
  return new StationError(code, message, response.status, details);
}

async function readReply(route: RouteContract, response: Response): Promise<unknown> {
  if (!isSchema(route.response)) return await response.blob();
  const parsed = route.response.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new StationError('BAD_REPLY', `${route.path} answered in another form: ${parsed.error.message}`, response.status);
}

function isSchema(response: RouteContract['response']): response is z.ZodType {
  return !('binary' in response);
}
