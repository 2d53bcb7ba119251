/** The little of Protocol Buffers that the frame of an OSM PBF file needs. In: one message. Out: its fields by number. Throws for what is none. */

export interface Message {
  /** The last, as the format has it; null where it is missing. */
  bytes(field: number): Uint8Array | null;
  all(field: number): readonly Uint8Array[];
  number(field: number): number | null;
  /** Of a zigzag one. */
  signed(field: number): number | null;
}

export function readMessage(bytes: Uint8Array): Message {
  const chunks = new Map<number, Uint8Array[]>();
  const numbers = new Map<number, bigint>();
  let at = 0;

  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new Error('a number is cut off');
  };
  const skip = (count: number): Uint8Array => {
    if (count > bytes.length - at) throw new Error('a field is cut off');
    at += count;
    return bytes.subarray(at - count, at);
  };

  while (at < bytes.length) {
    const key = Number(varint());
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) numbers.set(field, varint());
    else if (wire === 2) chunks.set(field, [...(chunks.get(field) ?? []), skip(Number(varint()))]);
    else if (wire === 1 || wire === 5) skip(wire === 1 ? 8 : 4);
    else throw new Error(`a field of type ${wire}, which there is none`);
  }
  return {
    bytes: (field) => chunks.get(field)?.at(-1) ?? null,
    all: (field) => chunks.get(field) ?? [],
    number: (field) => {
      const value = numbers.get(field);
      return value === undefined ? null : Number(value);
    },
    signed: (field) => {
      const value = numbers.get(field);
      return value === undefined ? null : Number((value >> 1n) ^ -(value & 1n));
    },
  };
}
