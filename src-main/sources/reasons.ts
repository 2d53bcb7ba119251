/**
 * ffmpeg's messages → a reason that an operator can act on. Pure. No password can pass: addresses are masked, and the
 * camera's own user name and password are struck out wherever they stand.
 */
import { maskAddress } from '../../src-contract/camera-address.ts';

/** What a line of stderr means to the camera's life. */
export type LineMeaning = 'error' | 'corrupt' | 'noise';

const corruptLine =
  /corrupt|error while decoding|concealing|missed \d+ packets|Invalid NAL|decode_slice|non-existing [PS]PS|no frame!|overread|Error submitting packet|invalid data found/i;

/** Lines carry their level (`-loglevel level+warning`). Only errors explain an exit; damage of the picture is counted. */
export function meaningOf(line: string): LineMeaning {
  const level = /\[(warning|error|fatal|panic)\]/.exec(line)?.[1];
  if (/^\[(?:h264|hevc|mjpeg|mpeg4|mpeg2video|vp8|vp9|av1|rtsp|sdp|NULL)? ?@[^\]]*\]/.test(line) && corruptLine.test(line))
    return 'corrupt';
  if (/corrupt decoded frame|Error while decoding stream/.test(line)) return 'corrupt';
  return level === undefined || level === 'warning' ? 'noise' : 'error';
}

type Wording = readonly [RegExp, (place: Place) => string];

/** The first that matches any line wins: causes stand before the errors that follow from them. */
const wordings: readonly Wording[] = [
  [/(?<![:.\d])401\b|authori[sz]ation failed/i, () => 'wrong user or password (401)'],
  [/(?<![:.\d])403\b/, () => 'the camera refuses this user (403)'],
  [/(?<![:.\d])404\b/, () => 'stream not found (404); check the path in the address'],
  [/answered 5\d\d|Server returned 5XX/, ({ host }) => `${host} reports a fault of its own (5xx)`],
  [/connection refused|ECONNREFUSED/i, ({ host }) => `connection refused by ${host}`],
  [/timed out|ETIMEDOUT/i, ({ host }) => `no answer from ${host}`],
  [/no route to host|network is unreachable|EHOSTUNREACH|ENETUNREACH/i, ({ host }) => `${host} can't be reached`],
  [/failed to resolve|name or service not known|ENOTFOUND|EAI_AGAIN/i, ({ host }) => `the name in ${host} is not known`],
  [/not on whitelist|protocol not found/i, () => 'the address leads to another protocol, which is refused'],
  [/ECONNRESET|connection reset|broken pipe/i, ({ host }) => `${host} closed the connection`],
  [/unrecognized option|option not found|no such filter/i, () => 'this ffmpeg is too old; 5.1 or newer is needed'],
  [/no such file or directory|ENOENT/i, ({ host }) => `${host} is not there`],
  [/permission denied|EACCES/i, ({ host }) => `${host} may not be read`],
  [/unspecified size|could not find codec parameters/i, () => 'no picture that can be decoded arrived'],
  [/invalid data found|does not contain any stream|matches no streams|no startcode/i, () => 'what arrives is no video'],
];

interface Place {
  /** Host and port, or the file's name, as shown to people. */
  readonly host: string;
}

/** The reason behind `lines` (oldest first); null when nothing was said. */
export function reasonOf(lines: readonly string[], source: string): string | null {
  const place = { host: placeOf(source) };
  for (const [pattern, word] of wordings) if (lines.some((line) => pattern.test(line))) return word(place);
  const last = lines.at(-1);
  return last === undefined ? null : hideSecrets(withoutPrefix(last), source).slice(0, 160);
}

/** `text` without the passwords of `source` or of any address in it. */
export function hideSecrets(text: string, source: string): string {
  const userInfo = /^[a-z]+:\/\/([^/?#]*)@/i.exec(source)?.[1] ?? '';
  const secrets = [userInfo, ...userInfo.split(':')].flatMap((part) => [part, decoded(part)]).filter((part) => part.length > 2);
  const plain = secrets.sort((a, b) => b.length - a.length).reduce((left, secret) => left.replaceAll(secret, '***'), text);
  return plain.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s'"]+/gi, maskAddress);
}

/** `10.0.0.5:554`, `clip.mp4`, `twin:platform`. */
export function placeOf(source: string): string {
  if (!/^[a-z]+:\/\//i.test(source)) return source.replace(/^file:/, '');
  return /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(source)?.[1] ?? 'the camera';
}

function withoutPrefix(line: string): string {
  return line.replace(/^(?:\[[^\]]*\]\s*)+/, '').trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
