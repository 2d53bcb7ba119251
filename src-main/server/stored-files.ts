/** A file of the disk as an answer: whole, or the part that a Range asks for, so that a player can jump in a clip. */
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { StoredFile } from './evidence-port.ts';

/** One range alone; what isn't understood is answered in full, as HTTP allows. */
const oneRange = /^bytes=(\d{0,15})-(\d{0,15})$/;

export function sendFile(reply: FastifyReply, file: StoredFile): Readable | Uint8Array {
  const range = rangeOf(reply.request.headers.range, file.bytes);
  void reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store');
  if (range === 'beyond') {
    void reply.code(416).header('content-range', `bytes */${file.bytes}`);
    return new Uint8Array();
  }
  if (range === null) {
    void reply.header('content-length', file.bytes);
    return file.open();
  }
  const { start, end } = range;
  void reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${file.bytes}`)
    .header('content-length', end - start + 1);
  return file.open(range);
}

function rangeOf(header: string | undefined, bytes: number): { readonly start: number; readonly end: number } | 'beyond' | null {
  const [, from = '', to = ''] = oneRange.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return start > end || start >= bytes ? 'beyond' : { start, end };
}
