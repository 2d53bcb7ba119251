/**
 * `http(s)://`: MJPEG (multipart) or a JPEG that is fetched again and again; the answer's content type decides. MJPEG is left
 * to ffmpeg; stills are fetched here and given to it, because its own reader of pictures fails where a camera doesn't say the
 * length beforehand. A still that the camera renews more seldom than every 12 s is taken for a frozen picture.
 */
import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { errorText } from '../errors.ts';
import { getFromCamera } from './http-get.ts';
import { reasonOf } from './reasons.ts';
import type { SourceContext, SourceInput, SourceKind } from './source-kind.ts';

const timeoutMs = 4000;
/** A still is fetched at most this often; each is a request of its own. */
const maxStillsPerS = 5;
const maxStillBytes = 16 * 1024 * 1024;
/** Pictures carry no times: they are stamped as they arrive. */
const asTheyArrive = '-use_wallclock_as_timestamps 1 -probesize 100000 -analyzeduration 0 -fpsprobesize 0 -f mpjpeg'.split(' ');

export const http: SourceKind = {
  matches: (source) => /^https?:\/\//i.test(source),
  prepare: async (context) => {
    const answer = await contentTypeOf(context);
    if (!answer.ok) return answer;
    if (answer.type.startsWith('image/jpeg')) return stills(context);
    if (answer.type.startsWith('multipart/')) return motionJpeg(context);
    return { ok: false, reason: `the address gives ${answer.type.slice(0, 60) || 'no content type'}; MJPEG or JPEG is needed` };
  },
};

function motionJpeg({ source }: SourceContext): SourceInput {
  // A redirect can lead to another address, never to another protocol.
  const limits = ['-protocol_whitelist', 'http,https,tcp,tls,crypto', '-rw_timeout', `${timeoutMs * 1000}`];
  return { ok: true, args: [...limits, ...asTheyArrive, '-i', source], feed: null };
}

function stills(context: SourceContext): SourceInput {
  const everyMs = 1000 / Math.min(context.fps, maxStillsPerS);
  const feed = (write: (chunk: Uint8Array) => void): (() => void) => {
    const stop = new AbortController();
    void fetchStills(context.source, everyMs, write, stop.signal);
    return () => stop.abort();
  };
  return { ok: true, args: ['-protocol_whitelist', 'pipe', ...asTheyArrive, '-i', 'pipe:0'], feed };
}

/** Until `stop`. A still that fails is left out: when none comes any more, the silence is noticed and the reason asked anew. */
async function fetchStills(
  source: string,
  everyMs: number,
  write: (chunk: Uint8Array) => void,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    const dueMs = performance.now() + everyMs;
    const still = await fetchStill(source, AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)])).catch(() => null);
    if (still !== null && !stop.aborted) {
      const head = `--picture\r\nContent-Type: image/jpeg\r\nContent-Length: ${still.length}\r\n\r\n`;
      write(Buffer.concat([Buffer.from(head), still, Buffer.from('\r\n')]));
    }
    await pause(Math.max(0, dueMs - performance.now()), undefined, { signal: stop }).catch(() => {});
  }
}

/** null when the answer is no JPEG, or too long. */
async function fetchStill(source: string, signal: AbortSignal): Promise<Buffer | null> {
  const answer = await getFromCamera(source, signal);
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (answer.statusCode === 200) {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxStillBytes) break;
      chunks.push(chunk);
    }
  }
  answer.destroy();
  const still = Buffer.concat(chunks);
  return bytes <= maxStillBytes && still[0] === 0xff && still[1] === 0xd8 ? still : null;
}

type Answer = { readonly ok: true; readonly type: string } | { readonly ok: false; readonly reason: string };

/** Looks at the head of the answer and hangs up. */
async function contentTypeOf({ source, signal }: SourceContext): Promise<Answer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const refuse = (said: string): Answer => ({ ok: false, reason: reasonOf([said], source) ?? said });
  try {
    const answer = await getFromCamera(source, limit);
    answer.destroy();
    return typeOf(answer, refuse);
  } catch (error) {
    return refuse(limit.aborted ? 'timed out' : errorText(error));
  }
}

/** A redirect is left to ffmpeg, which follows it, as MJPEG. */
function typeOf({ statusCode = 0, headers }: IncomingMessage, refuse: (said: string) => Answer): Answer {
  if (statusCode >= 300 && statusCode < 400) return { ok: true, type: 'multipart/x-mixed-replace' };
  if (statusCode === 200) return { ok: true, type: (headers['content-type'] ?? '').toLowerCase() };
  return refuse(`the camera answered ${statusCode} `);
}
