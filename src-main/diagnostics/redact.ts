/**
 * Takes out of a text what must not leave the station: passwords and keys, names of people, addresses of machines, telephone numbers.
 * In: what is known to be secret, and whom the station knows. Out: a function of texts. Pure.
 */
import { maskAddress } from '../../src-contract/camera-address.ts';

export interface Known {
  /** Keys, passwords, whole addresses with a password in them. */
  readonly secrets: readonly string[];
  /** Of accounts and phones. */
  readonly people: readonly string[];
}

/** Shorter ones would be found in every other word. */
const leastSecret = 4;
const leastName = 3;

const userInfo = /([a-z][a-z0-9+.-]*:\/\/)[^\s"'@/]*:[^\s"'@]*@/gi;
const credential =
  /\b(authorization|cookie|x-api-key|password|passwd|passphrase|secret|token|ticket|code)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi;
/** Whoever has left since is in no list of people any more. */
const whoDid = /"(by|actor|user|username|owner|reporter)":"[^"]*"/g;
const ipv4 = /\b(?!127\.)(?!0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}\b/g;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** With a country's number, or ten digits as in India; numbers of bytes and times have other lengths or a point. */
const telephone = /\+\d[\d -]{8,14}\d|(?<![\d.:-])[6-9]\d{4}[ -]?\d{5}(?![\d.])/g;

export function createRedact({ secrets, people }: Known): (text: string) => string {
  const known = longestFirst(secrets, leastSecret);
  const names = longestFirst(people, leastName).map(
    (name) => new RegExp(`(?<![\\p{L}\\d])${escaped(name)}(?![\\p{L}\\d])`, 'giu'),
  );
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, '***');
    clean = clean
      .replace(userInfo, '$1***@')
      .replace(credential, '$1$2***')
      .replace(email, '(e-mail)')
      .replace(whoDid, '"$1":"(person)"');
    clean = clean.replace(ipv4, '(address)').replace(telephone, '(telephone)');
    for (const name of names) clean = clean.replace(name, '(person)');
    return clean;
  };
}

/** An address of a camera without its user, password and host: its kind and path tell what matters. */
export function withoutHost(source: string): string {
  return maskAddress(source).replace(/^([a-z][a-z0-9+.-]*:\/\/)(\*\*\*@)?[^/?#]*/i, '$1$2(host)');
}

function longestFirst(words: readonly string[], least: number): string[] {
  return [...new Set(words)].filter((word) => word.length >= least).sort((one, other) => other.length - one.length);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
