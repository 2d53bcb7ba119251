/**
 * Tells the LAN where the station is (mDNS, DNS-SD): `_https._tcp`, and the name `kavach-<id>.local`. A convenience: a machine without
 * multicast, or whose port 5353 is taken, runs as well without it, and its log says so once.
 */
import { EventEmitter } from 'node:events';
import Bonjour from 'bonjour-service';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { claimName, type Multicast } from './mdns-name.ts';

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

const serviceType = 'https';
const suffix = `_${serviceType}._tcp.local`;

export function createAnnouncer({ log, mdnsPort = 5353, checkEveryMs = minuteMs }: MdnsOptions): Announcer {
  let responder: Bonjour | null = null;
  let announcing = false;
  let timer: NodeJS.Timeout | undefined;
  let release = (): void => {};

  function giveUp(error: unknown): void {
    if (!announcing) return;
    announcing = false;
    log.warn({ error: errorText(error) }, 'the station is not announced by mDNS; open it by its address');
    clearInterval(timer);
    release();
    responder?.destroy();
    responder = null;
  }

  /** Under the wanted name, or the next one that is free. */
  function announce(announcement: Announcement): void {
    const started = new Bonjour({ port: mdnsPort }, giveUp);
    responder = started;
    const multicast = multicastOf(started);
    multicast.on('error', giveUp);
    const { name: wanted, host: target, port } = announcement;
    const claim = (): void => {
      release();
      release = claimName(multicast, {
        ...{ suffix, wanted, own: { target, port } },
        onFree(name) {
          if (name !== wanted) log.info({ name }, 'announced by mDNS under this name');
          publish(started, name, announcement);
        },
        onLost: () => moveAway(announcement),
      });
    };
    claim();
    followAddresses(announcement, () => started.unpublishAll(() => responder === started && claim()));
  }

  /** Without a word: taking the name back would take it from the other machine as well. */
  function moveAway(announcement: Announcement): void {
    clearInterval(timer);
    release();
    responder?.destroy(() => announcing && attempt(announcement));
    responder = null;
  }

  function attempt(announcement: Announcement): void {
    try {
      announce(announcement);
    } catch (error) {
      giveUp(error);
    }
  }

  function followAddresses({ addresses }: Announcement, onChange: () => void): void {
    let known = addresses().join();
    timer = setInterval(() => {
      const now = addresses().join();
      if (now === known) return;
      known = now;
      onChange();
    }, checkEveryMs).unref();
  }

  return {
    start(announcement) {
      announcing = true;
      attempt(announcement);
    },
    async stop() {
      announcing = false;
      clearInterval(timer);
      release();
      const stopping = responder;
      responder = null;
      if (stopping === null) return;
      await new Promise<void>((done) => stopping.unpublishAll(() => stopping.destroy(done)));
    },
  };
}

/** The library's own search for a name ends where it is taken, with a goodbye to the one who has it: the name is found before. */
function publish(responder: Bonjour, name: string, { host, port, stationId, ipv6 }: Announcement): void {
  const txt = { path: '/', station: stationId };
  responder.publish({ ...{ name, type: serviceType, port, host, txt, probe: false }, disableIPv6: !ipv6 });
}

/**
 * The part below, which the library hides. What is told by others is heard there, and a socket that can't be bound is its `error` event:
 * unheard, it would end the process.
 */
function multicastOf(responder: Bonjour): Multicast {
  const server: unknown = Reflect.get(responder, 'server');
  const mdns: unknown = typeof server === 'object' && server !== null ? Reflect.get(server, 'mdns') : null;
  if (!isMulticast(mdns)) throw new Error('bonjour-service is built otherwise than this version expects');
  return mdns;
}

function isMulticast(part: unknown): part is Multicast {
  return part instanceof EventEmitter && typeof Reflect.get(part, 'query') === 'function';
}
