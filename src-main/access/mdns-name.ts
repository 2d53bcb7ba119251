/**
 * A name on the LAN that no other machine has (RFC 6762, 8.1 and 9). In: the wanted name and what is heard by multicast. Out: that name,
 * or the next free one ("Dadar (2)"), and word when another machine turns out to have it as well. Two that start together may both
 * find a name free: then both hear of it, and the same one of them gives way.
 */
import type { EventEmitter } from 'node:events';
import { z } from 'zod';

/** The part of multicast-dns that is needed here. */
export interface Multicast extends EventEmitter {
  query(name: string, type: string, done: () => void): void;
}

export interface NameClaim {
  /** Of the service: what comes behind the name. */
  readonly suffix: string;
  readonly wanted: string;
  readonly own: { readonly target: string; readonly port: number };
  /** With the name that is free. */
  readonly onFree: (name: string) => void;
  /** Another machine announces the same name, and has the better right to it. */
  readonly onLost: () => void;
}

/** As the standard has it: three questions, a quarter of a second apart. */
const questions = 3;
const betweenMs = 250;
/** A name is asked for by those who have it at most so often. */
const defendEveryMs = 5000;
/** Bytes of one part of a name in DNS. */
const labelBytes = 63;

const srv = z.object({
  type: z.literal('SRV'),
  name: z.string(),
  ttl: z.number().optional(),
  data: z.object({ target: z.string(), port: z.number() }),
});
const packetSchema = z.object({ answers: z.array(z.unknown()), additionals: z.array(z.unknown()) });
type Srv = z.infer<typeof srv>;

/** The n-th try for a name, as one label: dots would part it, and what doesn't fit is cut at a whole character. */
export function nameLabel(wanted: string, n: number): string {
  const end = n === 1 ? '' : ` (${n})`;
  let label = '';
  for (const { segment } of new Intl.Segmenter().segment(wanted.replaceAll('.', '-'))) {
    if (Buffer.byteLength(label + segment + end) > labelBytes) break;
    label += segment;
  }
  return label.trimEnd() + end;
}

/** Returns the way to stop; what was found by then is no longer told. */
export function claimName(multicast: Multicast, { suffix, wanted, own, onFree, onLost }: NameClaim): () => void {
  let [tries, asked, isFree] = [1, 0, false];
  let defendedMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const fqdn = (): string => `${nameLabel(wanted, tries)}.${suffix}`;
  const wait = (delayMs: number): void => {
    timer = setTimeout(ask, delayMs).unref();
  };
  function ask(): void {
    if (asked < questions) {
      asked += 1;
      multicast.query(fqdn(), 'ANY', () => {});
      wait(betweenMs);
    } else {
      isFree = true;
      onFree(nameLabel(wanted, tries));
    }
  }
  const nextName = (): void => {
    clearTimeout(timer);
    tries += 1;
    asked = 0;
    ask();
  };
  /** So that the other one hears who has it. */
  const defend = (): void => {
    if (performance.now() - defendedMs < defendEveryMs) return;
    defendedMs = performance.now();
    multicast.query(fqdn(), 'SRV', () => {});
  };
  const onResponse = (packet: unknown): void => {
    const isAlike = ({ name, data }: Srv): boolean => name.toLowerCase() === fqdn().toLowerCase() && !isSame(data, own);
    const other = announcedIn(packet).find(isAlike);
    if (other === undefined) return;
    if (!isFree) nextName();
    else if (yields(own, other.data)) onLost();
    else defend();
  };
  multicast.on('response', onResponse);
  // Machines that come up with the power together don't ask in the same moment.
  wait(Math.random() * betweenMs);
  return () => {
    clearTimeout(timer);
    multicast.off('response', onResponse);
  };
}

function announcedIn(packet: unknown): Srv[] {
  const { data } = packetSchema.safeParse(packet);
  const records = data === undefined ? [] : [...data.answers, ...data.additionals];
  return records.flatMap((record) => srv.safeParse(record).data ?? []).filter(({ ttl }) => ttl !== 0);
}

function isSame(a: Srv['data'], b: Srv['data']): boolean {
  return a.target.toLowerCase() === b.target.toLowerCase() && a.port === b.port;
}

/** Any order does, as long as both sides see the same one. */
function yields(own: Srv['data'], other: Srv['data']): boolean {
  const key = ({ target, port }: Srv['data']): string => `${target.toLowerCase()}:${port}`;
  return key(own) > key(other);
}
