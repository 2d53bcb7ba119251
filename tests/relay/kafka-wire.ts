/** Kafka's binary protocol as far as a producer needs it, written and read by hand: numbers, strings, arrays, and batches of records. */

/** Appends in the order of the calls. */
export class WireWriter {
  readonly #parts: Buffer[] = [];

  int8(value: number): this {
    return this.#add(Buffer.from([value & 0xff]));
  }
  int16(value: number): this {
    const part = Buffer.alloc(2);
    part.writeInt16BE(value);
    return this.#add(part);
  }
  int32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32BE(value);
    return this.#add(part);
  }
  int64(value: bigint): this {
    const part = Buffer.alloc(8);
    part.writeBigInt64BE(value);
    return this.#add(part);
  }
  string(value: string): this {
    const bytes = Buffer.from(value);
    return this.int16(bytes.length).#add(bytes);
  }
  array<T>(values: readonly T[], write: (value: T) => void): this {
    this.int32(values.length);
    for (const value of values) write(value);
    return this;
  }
  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
  #add(part: Buffer): this {
    this.#parts.push(part);
    return this;
  }
}

export class WireReader {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  int8(): number {
    return this.#bytes.readInt8(this.#skip(1));
  }
  int16(): number {
    return this.#bytes.readInt16BE(this.#skip(2));
  }
  int32(): number {
    return this.#bytes.readInt32BE(this.#skip(4));
  }
  uint32(): number {
    return this.#bytes.readUInt32BE(this.#skip(4));
  }
  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#skip(8));
  }
  /** Zigzag, seven bits a byte. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(this.#bytes.readUInt8(this.#skip(1)));
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return Number((value >> 1n) ^ -(value & 1n));
    }
  }
  take(length: number): Buffer {
    const from = this.#skip(length);
    return this.#bytes.subarray(from, from + length);
  }
  string(): string | null {
    const length = this.int16();
    return length < 0 ? null : this.take(length).toString();
  }
  varText(): string {
    return this.take(this.varint()).toString();
  }
  times<T>(count: number, read: () => T): T[] {
    return Array.from({ length: count }, read);
  }
  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }
  #skip(length: number): number {
    const from = this.#at;
    this.#at += length;
    return from;
  }
}

export interface WireRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestampMs: number;
}

export interface WireBatch {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly records: readonly WireRecord[];
}

/** Throws when the checksum, the version or the counts don't agree. */
export function readBatch(bytes: Buffer): WireBatch {
  const reader = new WireReader(bytes);
  reader.int64();
  const length = reader.int32();
  reader.int32();
  const magic = reader.int8();
  const checksum = reader.uint32();
  if (magic !== 2 || length !== bytes.length - 12 || checksum !== crc32c(reader.rest()))
    throw new Error('a broken batch of records');
  reader.int16();
  const lastOffset = reader.int32();
  const firstMs = Number(reader.int64());
  reader.int64();
  const [producerId, producerEpoch, firstSequence, count] = [reader.int64(), reader.int16(), reader.int32(), reader.int32()];
  const records = reader.times(count, () => readRecord(reader, firstMs));
  if (lastOffset !== count - 1) throw new Error('a batch with a wrong count');
  return { producerId, producerEpoch, firstSequence, records };
}

function readRecord(reader: WireReader, firstMs: number): WireRecord {
  reader.varint();
  reader.int8();
  const timestampMs = firstMs + reader.varint();
  reader.varint();
  const [key, value] = [reader.varText(), reader.varText()];
  const headers = reader.times(reader.varint(), () => [reader.varText(), reader.varText()] as const);
  return { key, value, headers: Object.fromEntries(headers), timestampMs };
}

/** Castagnoli's polynomial, reflected. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
