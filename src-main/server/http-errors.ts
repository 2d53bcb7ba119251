/**
 * Everything that can be thrown on the way of a request becomes the one envelope with the right status; the only place that maps
 * codes to statuses. What isn't expected is logged and told as INTERNAL without its text.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ErrorReply } from '../../src-contract/api/route.ts';
import { errorText, KavachError, type KavachErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';

const statusOfCode: Record<KavachErrorCode, number> = {
  BAD_REQUEST: 400,
  VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  HOST_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INVALID_FRAME: 422,
  INVALID_PICTURE: 422,
  TOO_LARGE: 413,
  FRAME_TOO_LARGE: 413,
  PROCESSING_ERROR: 503,
  UNAVAILABLE: 503,
  SITE_FILE_INVALID: 500,
  SETTING_INVALID: 500,
  PORT_TAKEN: 500,
  DATA_TAKEN: 500,
  STORE_NEWER: 503,
  PROGRAM_MISSING: 503,
};

/** Faults that Fastify finds by itself, in our words. */
const ofFastify: Record<string, { status: number; code: string; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'TOO_LARGE', message: 'The body is larger than this route takes.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send the body as JSON with "Content-Type: application/json".',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'BAD_REQUEST', message: 'The body is not valid JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'BAD_REQUEST', message: 'Content-Length and the body differ.' },
  FST_ERR_BAD_URL: { status: 400, code: 'BAD_REQUEST', message: 'The path holds a % sequence that is not UTF-8.' },
};

interface Told {
  readonly status: number;
  readonly body: ErrorReply;
}

export function errorBody(code: string, message: string, details?: unknown): ErrorReply {
  return { error: details === undefined ? { code, message } : { code, message, details } };
}

export function statusOf(code: KavachErrorCode): number {
  return statusOfCode[code];
}

export function handleErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(error, request, reply, log));
}

/** Also used for faults that come before a route is known. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const told = tell(error);
  // The query is left out: it may hold a ticket or a code.
  const where = { method: request.method, path: request.url.split('?', 1)[0], status: told.status };
  if (told.status >= 500 && told.body.error.code === 'INTERNAL') {
    log.error({ ...where, error: errorText(error), stack: error instanceof Error ? error.stack : undefined }, 'request failed');
  } else {
    log.debug({ ...where, code: told.body.error.code }, 'request refused');
  }
  if (told.status === 429) void reply.header('retry-after', '60');
  if (told.status === 401) void reply.header('www-authenticate', 'ApiKey');
  // A body that nobody will read must not be received to its end.
  if (hasUnreadBody(request)) void reply.header('connection', 'close');
  return reply.code(told.status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(told.body);
}

function hasUnreadBody(request: FastifyRequest): boolean {
  const { headers, body } = request;
  return body === undefined && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);
}

function tell(error: unknown): Told {
  if (error instanceof KavachError) {
    return { status: statusOfCode[error.code], body: errorBody(error.code, error.message, error.details) };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return tellValidation(error);
  const known = error instanceof Error && 'code' in error ? ofFastify[String(error.code)] : undefined;
  if (known !== undefined) return { status: known.status, body: errorBody(known.code, known.message) };
  const status = clientStatus(error);
  if (status !== null) return { status, body: errorBody('BAD_REQUEST', errorText(error)) };
  return { status: 500, body: errorBody('INTERNAL', 'The station failed on this request; its log says why.') };
}

function tellValidation(error: {
  validation: readonly { instancePath: string; message?: string | undefined }[];
  validationContext?: string | undefined;
}): Told {
  const place = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body');
  const fields = error.validation.map(({ instancePath, message }) => ({
    in: place,
    field: instancePath.split('/').filter(Boolean).join('.'),
    message: message ?? 'is not valid',
  }));
  const list = fields.map(({ field, message }) => `${field === '' ? `the ${place}` : field}: ${message}`).join('; ');
  return { status: 400, body: errorBody('VALIDATION_FAILED', `Correct the ${place}: ${list}`, { fields }) };
}

function clientStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  const status = Number(error.statusCode);
  return status >= 400 && status < 500 ? status : null;
}

/** Answers what isn't even HTTP, or comes too slowly, and lets the connection go. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(errorBody('BAD_REQUEST', `The request could not be read: ${STATUS_CODES[status]}.`));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
