/**
 * MQTT_BROKER → where an outside broker is and how it is spoken to. Pure. In: a host, or an address with a scheme, a port, a name and a password.
 * Out: its parts, and a name for screens and logs that holds no secret; or what is wrong with it.
 */

export interface BrokerAddress {
  readonly protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss';
  readonly host: string;
  /** Null: the setting's, or the protocol's usual one. */
  readonly port: number | null;
  readonly path: string;
  readonly username: string | null;
  readonly password: string | null;
}

const protocols: Readonly<Record<string, BrokerAddress['protocol']>> = {
  mqtt: 'mqtt',
  tcp: 'mqtt',
  mqtts: 'mqtts',
  ssl: 'mqtts',
  ws: 'ws',
  wss: 'wss',
};
const usualPorts: Readonly<Record<BrokerAddress['protocol'], number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

export const brokerAddressRule =
  'a host, or mqtt://, mqtts://, ws:// or wss:// with a host, e.g. mqtts://name:password@broker.local';

/** Null where it is none. */
export function readBrokerAddress(text: string): BrokerAddress | null {
  const whole = text.includes('://') ? text : `mqtt://${text}`;
  if (!URL.canParse(whole)) return null;
  const scheme = whole.slice(0, whole.indexOf('://')).toLowerCase();
  // The URL standard knows the hosts of http alone well enough: brackets, ports, percent signs.
  const http = whole.replace(/^[^:]*/, 'http');
  const protocol = protocols[scheme];
  if (protocol === undefined || !URL.canParse(http)) return null;
  const { hostname, pathname, username, password } = new URL(http);
  if (hostname === '') return null;
  return {
    ...{ protocol, path: pathname, host: hostname.replace(/^\[(.*)\]$/, '$1') },
    port: portOf(whole),
    username: username === '' ? null : decode(username),
    password: password === '' ? null : decode(password),
  };
}

export function brokerPort({ protocol, port }: BrokerAddress, setting: number | null): number {
  return port ?? setting ?? usualPorts[protocol];
}

/** For people: without a name and a password. */
export function brokerName({ protocol, host }: BrokerAddress, port: number): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** `URL` forgets a port that is its own scheme's usual one. */
function portOf(whole: string): number | null {
  const found = /^[^/]*\/\/[^/?#]*:(\d{1,5})(?:[/?#]|$)/.exec(whole)?.[1];
  return found === undefined ? null : Number(found);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
