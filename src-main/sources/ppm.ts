/**
 * Bytes of a PPM stream (P6, ffmpeg's `-c:v ppm -f image2pipe`) → whole pictures. Every picture carries its own size, so a new
 * resolution in the middle of a stream needs no restart. Each picture gets a buffer of its own, written once, that may be
 * transferred to a worker. Anything that is no picture is skipped to the next header and counted; nothing here throws.
 */

export interface PpmPicture {
  readonly width: number;
  readonly height: number;
  /** Uint8Array [height * width * 3], R G B, 0..255, row-major, alone in its ArrayBuffer. */
  readonly rgb: Uint8Array<ArrayBuffer>;
}

export interface PpmParser {
  push(chunk: Uint8Array): void;
  /** The stream is over: a picture that was cut short is counted. */
  end(): void;
}

interface PpmHandlers {
  onPicture(picture: PpmPicture): void;
  onCorrupt(): void;
}

/** The largest `detect_width` the site file allows, as a square. */
const maxPictureBytes = 3840 * 3840 * 3;
const header = /^P6\s(\d{1,5})\s(\d{1,5})\s255\s$/;
const beginningOfHeader = /^P(?:6(?:\s(?:\d{1,5}(?:\s(?:\d{1,5}(?:\s(?:2(?:5(?:5)?)?)?)?)?)?)?)?)?$/;
const capitalP = 0x50;

export function createPpmParser(handlers: PpmHandlers): PpmParser {
  /** What has arrived of a header, as text of one byte a character. */
  let head = '';
  /** True while bytes are thrown away until the next header: one loss, counted once. */
  let lost = false;
  let picture: PpmPicture | null = null;
  let filled = 0;

  const lose = (): void => {
    if (!lost) handlers.onCorrupt();
    lost = true;
  };

  /** Takes one byte of a header, or skips to where one may begin; returns where the next byte is. */
  const readHeader = (chunk: Uint8Array, at: number): number => {
    if (head === '' && chunk[at] !== capitalP) {
      lose();
      const next = chunk.indexOf(capitalP, at);
      return next < 0 ? chunk.length : next;
    }
    head += String.fromCharCode(chunk[at] ?? 0);
    const [, width, height] = header.exec(head) ?? [];
    if (width !== undefined && height !== undefined) begin(Number(width), Number(height));
    while (head !== '' && !beginningOfHeader.test(head)) {
      lose();
      const next = head.indexOf('P', 1);
      head = next < 0 ? '' : head.slice(next);
    }
    return at + 1;
  };

  const begin = (width: number, height: number): void => {
    head = '';
    const bytes = width * height * 3;
    if (bytes === 0 || bytes > maxPictureBytes) {
      lose();
      return;
    }
    picture = { width, height, rgb: new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer) };
    filled = 0;
    lost = false;
  };

  const readBody = (chunk: Uint8Array, at: number, into: PpmPicture): number => {
    const end = Math.min(chunk.length, at + into.rgb.length - filled);
    into.rgb.set(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end), filled);
    filled += end - at;
    if (filled === into.rgb.length) {
      picture = null;
      handlers.onPicture(into);
    }
    return end;
  };

  return {
    push: (chunk) => {
      let at = 0;
      while (at < chunk.length) at = picture === null ? readHeader(chunk, at) : readBody(chunk, at, picture);
    },
    end: () => {
      if (picture !== null || head !== '') handlers.onCorrupt();
      picture = null;
      head = '';
    },
  };
}
