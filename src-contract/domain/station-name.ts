/** Names of stations: systems write one with other spaces, dots and capitals, or give its code; people read it in their own script. Pure. */
import type { NetworkProfile } from '../network-profile.ts';
import type { Locale } from '../texts/language.ts';

/** Words that some write and others leave out. */
const leftOut = new Set(['jn', 'junction', 'station', 'stn', 'railway']);

/** Letters and digits alone, of any script. */
export function plainName(name: string): string {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !leftOut.has(word));
  return (telling.length === 0 ? words : telling).join('');
}

/** As it is called in a language; as it came where the network doesn't know it. */
export function stationName(name: string, network: Pick<NetworkProfile, 'stations'> | null, locale: Locale): string {
  if (network === null) return name;
  const plain = plainName(name);
  const known =
    network.stations[name.toUpperCase()] ??
    Object.values(network.stations).find((names) => Object.values(names).some((own) => plainName(own) === plain));
  return known?.[locale] ?? name;
}
