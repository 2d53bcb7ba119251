/**
 * The certificate that the station shows, kept good while it runs. In: the station's own CA, or the files of a given certificate. Out: the
 * present pair, a word to listeners when it changes, and how long all of it lasts. A renewal that fails leaves the old one in place.
 */
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Certificate } from './certificate.ts';
import { type CertificateFiles, readGivenCertificate } from './given-certificate.ts';
import type { Names } from './names.ts';
import { openOwnAuthority } from './own-authority.ts';

export interface StationTls {
  certificate(): Certificate;
  /** Null with a given certificate. */
  readonly ca: Certificate | null;
  /** Why the certificate could not be looked after the last time; null when it could. */
  fault(): string | null;
  /** Called with each new certificate. Returns the way to leave. */
  subscribe(listener: () => void): () => void;
  start(): void;
  stop(): void;
}

interface StationTlsOptions {
  /** `<data>/tls` */
  readonly folder: string;
  readonly given: CertificateFiles | null;
  readonly station: { readonly id: string; readonly name: string };
  readonly names: () => Names;
  /**
   * The wall clock, epoch ms, not the station's: a certificate's dates are other machines' business, and a clock that was wrong at the start
   * (an empty battery) is made good by the next check.
   */
  readonly nowMs: () => number;
  readonly log: Log;
  readonly checkEveryMs?: number;
}

const minuteMs = 60_000;
const yearMs = 365 * 24 * 3600_000;

/** Throws KavachError SETTING_INVALID. */
export async function openStationTls(options: StationTlsOptions): Promise<StationTls> {
  const { given, nowMs, log, checkEveryMs = minuteMs } = options;
  if (given !== null) {
    const look: Look = async (present) => readGivenCertificate(given, present, nowMs());
    return keepGood(await look(null), { look, ca: null, log, checkEveryMs });
  }
  const authority = await openOwnAuthority(options, nowMs());
  const { ca } = authority;
  if (ca.notAfterMs - nowMs() < yearMs) {
    log.warn({ expires: new Date(ca.notAfterMs).toISOString() }, 'the CA of this station ends within a year');
  }
  const look: Look = (present) => authority.leaf(present, nowMs());
  return keepGood(await look(null), { look, ca, log, checkEveryMs });
}

type Look = (present: Certificate | null) => Promise<Certificate>;

interface Keeping {
  readonly look: Look;
  readonly ca: Certificate | null;
  readonly log: Log;
  readonly checkEveryMs: number;
}

function keepGood(first: Certificate, { look, ca, log, checkEveryMs }: Keeping): StationTls {
  const listeners = new Set<() => void>();
  let present = first;
  let fault: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function check(): Promise<void> {
    const before = present;
    try {
      present = await look(present);
      if (present !== before) for (const listener of listeners) listener();
      fault = null;
    } catch (error) {
      // Said once, not every minute.
      if (fault === null) log.warn({ error: errorText(error) }, 'the certificate could not be renewed; the old one stays');
      fault = errorText(error);
    }
  }

  function schedule(): void {
    timer = setTimeout(() => void check().finally(() => timer !== undefined && schedule()), checkEveryMs).unref();
  }

  return {
    ca,
    certificate: () => present,
    fault: () => fault,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: schedule,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
