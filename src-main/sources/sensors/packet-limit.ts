/**
 * Watches the sizes of a client's MQTT packets before anybody gathers them: the broker's parser would wait for 256 MB. In: the bytes as they
 * come, in pieces of any size. Out: false once a packet says that it is longer than the limit, or gives no proper length. Pure but for its place.
 */

export type PacketWatch = (chunk: Uint8Array) => boolean;

/** A length has at most four bytes, seven bits each (MQTT 3.1.1, 2.2.3). */
const mostLengthBytes = 4;

export function createPacketWatch(mostBytes: number): PacketWatch {
  /** Bytes of the present packet still to come; -1 = its first byte is next; -2 = within its length. */
  let left = -1;
  let length = 0;
  let lengthBytes = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left >= 0) {
        const skipped = Math.min(left, chunk.length - at);
        at += skipped;
        left -= skipped;
        if (left === 0) left = -1;
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (left === -1) {
        left = -2;
        length = 0;
        lengthBytes = 0;
        continue;
      }
      length += (byte & 127) * 128 ** lengthBytes++;
      if (length > mostBytes || (byte > 127 && lengthBytes === mostLengthBytes)) return false;
      if (byte < 128) left = length === 0 ? -1 : length;
    }
    return true;
  };
}
