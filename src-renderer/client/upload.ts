/**
 * Sends one file as a form, with how far it is and a way to stop: what `fetch` can't tell. Out: the parsed reply. Throws StationError;
 * stopped by its signal, the signal's reason.
 */
import type { z } from 'zod';
import { errorReply } from '../../src-contract/api/route.ts';
import { StationError } from './errors.ts';

export interface Upload<S extends z.ZodType> {
  readonly url: string;
  readonly file: File;
  readonly response: S;
  readonly signal: AbortSignal;
  /** 0..1 of the bytes that have left; 1 while the station works on them. */
  readonly onProgress?: (share: number) => void;
  /** Sent again under the same key, it is taken once. */
  readonly idempotencyKey?: string;
  /** What else the form says. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A phone's photo over a poor link; without an answer by then it won't come. */
const timeoutMs = 120_000;

export function uploadFile<S extends z.ZodType>(upload: Upload<S>): Promise<z.output<S>> {
  const { url, file, response, signal, onProgress, idempotencyKey, fields = {} } = upload;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.timeout = timeoutMs;
    if (idempotencyKey !== undefined) request.setRequestHeader('Idempotency-Key', idempotencyKey);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total);
    request.ontimeout = () => reject(new StationError('TIMEOUT', `The station didn't answer within ${timeoutMs / 1000} s`, 0));
    request.onerror = () => reject(new StationError('UNREACHABLE', 'The station cannot be reached', 0));
    request.onabort = () => reject(signal.reason);
    request.onload = () => {
      try {
        resolve(readReply(request, response));
      } catch (error) {
        reject(error);
      }
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('name', file.name);
    form.append('file', file);
    request.send(form);
  });
}

function readReply<S extends z.ZodType>({ status, responseText, responseURL }: XMLHttpRequest, response: S): z.output<S> {
  const body = parsedJson(responseText);
  if (status < 200 || status > 299) {
    const { data } = errorReply.safeParse(body);
    throw data === undefined
      ? new StationError('HTTP_ERROR', `HTTP ${status}`, status)
      : new StationError(data.error.code, data.error.message, status, data.error.details ?? null);
  }
  const parsed = response.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new StationError('BAD_REPLY', `${responseURL} answered in another form: ${parsed.error.message}`, status);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
