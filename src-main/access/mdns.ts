/**
 * Tells the LAN where the station is (mDNS, DNS-SD): `_https._tcp`, and the name `kavach-<id>.local`. A convenience: a machine without
 * multicast, or whose port 5353 is taken, runs as well without it, and its log says so once.
 */
import { EventEmitter } from 'node:events';
import Bonjour from 'bonjour-service';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

export interface Announcement {
  /** Shown to people. */
  readonly name: string;
  /** `kavach-<id>.local` */
  readonly host: string;
  readonly port: number;
  readonly stationId: string;
  /** False where the station listens on IPv4 alone. */
  readonly ipv6: boolean;
  /** Addresses of this machine now; when they change, the station is announced anew. */
  readonly addresses: () => readonly string[];
}

interface MdnsOptions {
  readonly log: Log;
  /** UDP port; 5353 but in tests. */
  readonly mdnsPort?: number;
  readonly checkEveryMs?: number;
}

export interface Announcer {
  /** Never throws. */
  start(announcement: Announcement): void;
  /** Takes the announcement back, so that others forget it at once. */
  stop(): Promise<void>;
}

const minuteMs = 60_000;

export function createAnnouncer({ log, mdnsPort = 5353, checkEveryMs = minuteMs }: MdnsOptions): Announcer {
  let responder: Bonjour | null = null;
  let announcing = false;
  let timer: NodeJS.Timeout | undefined;

  function giveUp(error: unknown): void {
    if (!announcing) return;
    announcing = false;
    log.warn({ error: errorText(error) }, 'the station is not announced by mDNS; open it by its address');
    clearInterval(timer);
    responder?.destroy();
    responder = null;
  }

  return {
    start(announcement) {
      announcing = true;
      try {
        const started = new Bonjour({ port: mdnsPort }, giveUp);
        responder = started;
        onSocketError(started, giveUp);
        publish(started, announcement);
        let known = announcement.addresses().join();
        timer = setInterval(() => {
          const now = announcement.addresses().join();
          if (now === known) return;
          known = now;
          started.unpublishAll(() => responder === started && publish(started, announcement));
        }, checkEveryMs).unref();
      } catch (error) {
        giveUp(error);
      }
    },
    async stop() {
      announcing = false;
      clearInterval(timer);
      const stopping = responder;
      responder = null;
      if (stopping === null) return;
      await new Promise<void>((done) => stopping.unpublishAll(() => stopping.destroy(done)));
    },
  };
}

function publish(responder: Bonjour, { name, host, port, stationId, ipv6 }: Announcement): void {
  const txt = { path: '/', station: stationId };
  responder.publish({ ...{ name, type: 'https', port, host, txt }, disableIPv6: !ipv6 });
}

/** A socket that can't be bound is an `error` event of the part below, which the library hides: unheard, it would end the process. */
function onSocketError(responder: Bonjour, listener: (error: unknown) => void): void {
  const server: unknown = Reflect.get(responder, 'server');
  const mdns: unknown = typeof server === 'object' && server !== null ? Reflect.get(server, 'mdns') : null;
  if (!(mdns instanceof EventEmitter)) throw new Error('bonjour-service is built otherwise than this version expects');
  mdns.on('error', listener);
}
