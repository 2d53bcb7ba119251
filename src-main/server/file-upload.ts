/**
 * How a route takes a file: as a form or as JSON, larger than other bodies, and only so many at once. In: a scope of the server that
 * holds this route alone, so that no other takes forms. Out: bodies in the shape of the contract, or a refusal as early
 * as there is one.
 */
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import { sendError } from './http-errors.ts';

export interface UploadOptions {
  /** What is sent, as the refusal calls it: pictures. */
  readonly what: string;
  /** Of the file. */
  readonly mostBytes: number;
  readonly mostAtOnce: number;
  readonly tooLarge: () => KavachError;
  readonly log: Log;
}

/** What stands around a file: boundaries, settings, a data-URL prefix. */
const wrappingBytes = 64 * 1024;

/** Base64 is a third longer than what it holds. */
export function uploadBytes(fileBytes: number): number {
  return Math.ceil(fileBytes / 3) * 4 + wrappingBytes;
}

export async function takeUploads(
  scope: FastifyInstance,
  { what, mostBytes, mostAtOnce, tooLarge, log }: UploadOptions,
): Promise<void> {
  await scope.register(multipart, {
    limits: { fileSize: mostBytes, files: 1, fields: 2, parts: 3, fieldSize: 4096, fieldNameSize: 100, headerPairs: 20 },
  });
  let atOnce = 0;
  // After the credentials and before the body.
  scope.addHook('preParsing', async (request, reply) => {
    if (Number(request.headers['content-length'] ?? 0) > uploadBytes(mostBytes)) throw tooLarge();
    if (atOnce >= mostAtOnce) {
      throw new KavachError('UNAVAILABLE', `${mostAtOnce} ${what} are being taken; try again in a second.`);
    }
    atOnce += 1;
    reply.raw.once('close', () => {
      atOnce -= 1;
    });
  });
  scope.addHook('preValidation', async (request) => {
    if (request.isMultipart()) request.body = await readForm(request, tooLarge);
  });
  scope.setErrorHandler((error, request, reply) => sendError(isTooLarge(error) ? tooLarge() : error, request, reply, log));
}

/** The fields by name. The file is read to its limit and no further. */
async function readForm(request: FastifyRequest, tooLarge: () => KavachError): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else fields[part.fieldname] = await readFile(part.file, tooLarge);
    }
  } catch (error) {
    // What still comes is read by nobody; without this it would hold up the answer.
    request.raw.unpipe().resume();
    if (isTooLarge(error)) throw tooLarge();
    if (error instanceof KavachError) throw error;
    throw new KavachError('BAD_REQUEST', `The form can't be read (${errorText(error)}). Send one file as the field "file".`);
  }
  return fields;
}

/** To the end of the file, or to the first byte too many: the plugin's own way would wait for all of them. */
function readFile(file: MultipartFile['file'], tooLarge: () => KavachError): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    const stop = (): void => failed(tooLarge());
    if (file.truncated) stop();
    file.on('data', (chunk: Buffer) => chunks.push(chunk));
    file.once('limit', stop);
    file.once('error', failed);
    file.once('end', () => {
      // No Buffer, which would turn into a list of numbers wherever a body is written as JSON.
      const { buffer, byteOffset, byteLength } = Buffer.concat(chunks);
      done(new Uint8Array(buffer, byteOffset, byteLength));
    });
    file.once('close', () => failed(new Error('it ends too early')));
  });
}

/** By the framework's own count of bytes. */
function isTooLarge(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_ERR_CTP_BODY_TOO_LARGE';
}
