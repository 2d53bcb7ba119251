/**
 * What an .onnx file says of itself, read from its bytes without loading it: names, types and shapes of inputs and outputs, and
 * the exporter's notes (Ultralytics writes class names and licence there). Field numbers are those of onnx.proto3 (ONNX, IR
 * version 3 and later); weights are stepped over.
 */
import type { TensorFact, TensorFacts } from './layouts/layout.ts';

export interface OnnxFacts extends TensorFacts {
  /** `metadata_props` of the file. */
  readonly notes: Readonly<Record<string, string>>;
}

interface Field {
  readonly number: number;
  /** Of a varint field; 0 for others. */
  readonly value: number;
  /** Of a length-delimited field; empty for others. */
  readonly bytes: Buffer;
}

const elementTypes: Readonly<Record<number, string>> = { 1: 'float32', 2: 'uint8', 6: 'int32', 7: 'int64', 10: 'float16' };

/** Throws an Error when the bytes aren't an ONNX model. */
export function readOnnxFacts(bytes: Buffer): OnnxFacts {
  const model = [...fields(bytes)];
  const graph = model.find((field) => field.number === 7)?.bytes;
  if (graph === undefined || graph.length === 0) throw new Error('not an ONNX model (no graph inside)');
  const inside = [...fields(graph)];
  const weights = new Set(inside.filter((field) => field.number === 5).map((field) => text(field.bytes, 8)));
  const tensors = (number: number) => inside.filter((field) => field.number === number).map((field) => tensorFact(field.bytes));
  const notes = model.filter((field) => field.number === 14).map((field) => [text(field.bytes, 1), text(field.bytes, 2)]);
  return {
    // Old exporters list the weights among the inputs.
    inputs: tensors(11).filter((input) => !weights.has(input.name)),
    outputs: tensors(12),
    notes: Object.fromEntries(notes),
  };
}

/** ValueInfoProto: name, type → tensor_type → element type and shape. */
function tensorFact(bytes: Buffer): TensorFact {
  const tensor = child(child(bytes, 2), 1);
  const element = [...fields(tensor)].find((field) => field.number === 1)?.value ?? 0;
  const dims = [...fields(child(tensor, 2))].filter((field) => field.number === 1);
  return {
    name: text(bytes, 1),
    type: elementTypes[element] ?? `type ${element}`,
    shape: dims.map((dim) => dimension(dim.bytes)),
  };
}

function dimension(bytes: Buffer): number | string {
  const [first] = fields(bytes);
  if (first?.number === 1) return first.value;
  return first?.number === 2 ? first.bytes.toString('utf8') : '?';
}

function child(bytes: Buffer, number: number): Buffer {
  return [...fields(bytes)].find((field) => field.number === number)?.bytes ?? Buffer.alloc(0);
}

function text(bytes: Buffer, number: number): string {
  return child(bytes, number).toString('utf8');
}

/** Walks one protobuf message; nothing is copied. */
function* fields(bytes: Buffer): Generator<Field> {
  const none = Buffer.alloc(0);
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    at = tag.next;
    const number = Math.floor(tag.value / 8);
    const wire = tag.value % 8;
    if (wire === 0) {
      const { value, next } = varint(bytes, at);
      at = next;
      yield { number, value, bytes: none };
    } else if (wire === 2) {
      const { value: length, next } = varint(bytes, at);
      if (next + length > bytes.length) throw new Error('not an ONNX model, or cut short');
      at = next + length;
      yield { number, value: 0, bytes: bytes.subarray(next, at) };
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4;
      yield { number, value: 0, bytes: none };
    } else throw new Error('not an ONNX model');
  }
}

function varint(bytes: Buffer, start: number): { readonly value: number; readonly next: number } {
  let [value, factor, at] = [0, 1, start];
  while (at < bytes.length && at < start + 10) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte < 0x80) return { value, next: at };
  }
  throw new Error('not an ONNX model, or cut short');
}
