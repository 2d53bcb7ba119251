/**
 * One GET of a JSON answer from a provider, bounded in time and size. In: an address that may hold a key. Out: what came, unread; or a
 * reason that names neither the address nor the key. Redirects are refused: they would carry the key to somebody else.
 */
import { WeatherRefusal } from './provider.ts';

const usualTimeoutMs = 10_000;
/** A forecast of four days by the hour has some 20 KB. */
const mostBytes = 1024 * 1024;

export async function getJson(url: URL, signal: AbortSignal, timeoutMs = usualTimeoutMs): Promise<unknown> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.any([signal, limit]) });
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new WeatherRefusal(statusReason(answer.status));
    }
    return readJson(await readText(answer));
  } catch (error) {
    if (error instanceof WeatherRefusal) throw error;
    throw new WeatherRefusal(limit.aborted ? `no answer within ${timeoutMs / 1000} s` : `no connection (${causeOf(error)})`);
  }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new WeatherRefusal(`the answer has more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WeatherRefusal('the answer is no JSON');
  }
}

function statusReason(status: number): string {
  if (status === 401 || status === 403) return `the key is refused (${status}); check OPENWEATHER_API_KEY`;
  if (status === 429) return 'the provider says that it is asked too often (429)';
  return `the provider answered with status ${status}`;
}

/** By its code alone: a message may hold the address. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'the answer broke off';
}
