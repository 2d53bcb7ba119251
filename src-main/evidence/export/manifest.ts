/**
 * The manifest of an export: one record a line, each with the hash of the one before, closed by a seal that the station's key signs. In:
 * what each record says. Out: its lines; or, of a manifest that is read again, its records and the first that is not as it was written.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { ArchiveFault } from '../../../src-contract/domain/evidence.ts';

export const manifestName = 'manifest.jsonl';
const genesis = '0'.repeat(64);

/** What the first record says beside the export itself, so that whoever reads the archive needs nothing else. */
const chained = { seq: z.number().int(), previous: z.string(), hash: z.string() };
const headRecord = z.looseObject({ ...chained, kind: z.literal('export'), public_key: z.string() });
const fileRecord = z.looseObject({
  ...chained,
  kind: z.literal('file'),
  path: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});
const sealRecord = z.looseObject({ ...chained, kind: z.literal('seal'), records: z.number().int(), signature: z.string() });
const anyRecord = z.discriminatedUnion('kind', [headRecord, fileRecord, sealRecord]);

export type FileRecord = z.infer<typeof fileRecord>;
type AnyRecord = z.infer<typeof anyRecord>;

export interface NewFileRecord {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What else is to be known of it. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface StationKey {
  readonly privateKey: KeyObject;
  /** SPKI in base64, as in the manifest. */
  readonly publicKey: string;
  /** SHA-256 of the public key, hex: what people compare. */
  readonly fingerprint: string;
}

export function createManifest(key: StationKey, about: Readonly<Record<string, unknown>>) {
  const lines: string[] = [];
  let previous = genesis;
  const add = (content: Readonly<Record<string, unknown>>, signed = false): string => {
    const record = { seq: lines.length, ...content, previous };
    const hash = hashOf(record);
    previous = hash;
    const signature = signed ? { signature: sign(null, Buffer.from(hash), key.privateKey).toString('base64') } : {};
    lines.push(JSON.stringify({ ...record, hash, ...signature }));
    return hash;
  };
  add({ kind: 'export', ...about, public_key: key.publicKey, key_fingerprint: key.fingerprint });
  return {
    file: ({ path, bytes, sha256, facts }: NewFileRecord): void => void add({ kind: 'file', path, bytes, sha256, ...facts }),
    /** The whole manifest. Nothing can be added after it. */
    seal(): { readonly text: string; readonly records: number; readonly sealHash: string } {
      const sealHash = add({ kind: 'seal', records: lines.length }, true);
      return { text: `${lines.join('\n')}\n`, records: lines.length, sealHash };
    },
  };
}

export interface ReadManifest {
  readonly files: readonly FileRecord[];
  readonly faults: readonly ArchiveFault[];
  readonly records: number;
  readonly fingerprint: string;
  readonly sealHash: string;
}

/** Never throws: what is wrong is a fault that names its record. */
export function readManifest(text: string): ReadManifest {
  const lines = text.split('\n');
  const faults: ArchiveFault[] = [];
  const blame = (seq: number, reason: string): void => void faults.push({ record: `${manifestName} record ${seq}`, reason });
  if (lines.pop() !== '') blame(lines.length, 'the last line is cut off');
  const records: AnyRecord[] = [];
  let previous = genesis;
  for (const [seq, line] of lines.entries()) {
    const record = readLine(line);
    const reason = record === null ? 'it is not as the station writes records' : faultOf(record, seq, previous);
    if (reason !== null) blame(seq, reason);
    // After a broken record all later ones would be blamed for it.
    if (record === null || reason !== null) break;
    records.push(record);
    previous = record.hash;
  }
  const [head, seal] = [records[0], records.at(-1)];
  const reason = faults.length > 0 ? null : sealFault(head, seal, records.length);
  if (reason !== null) blame(Math.max(0, records.length - 1), reason);
  return {
    files: records.filter((record) => record.kind === 'file'),
    faults,
    records: records.length,
    fingerprint: head?.kind === 'export' ? fingerprintOf(head.public_key) : '',
    sealHash: seal?.hash ?? '',
  };
}

/** Also null for a line that says the same in other letters: every byte counts. */
function readLine(line: string): AnyRecord | null {
  try {
    const content: unknown = JSON.parse(line);
    // What was read itself, as a parsed copy has its fields in another order, by which its hash would be another.
    return JSON.stringify(content) === line && anyRecord.safeParse(content).success ? (content as AnyRecord) : null;
  } catch {
    return null;
  }
}

function faultOf(record: AnyRecord, seq: number, previous: string): string | null {
  if (record.seq !== seq) return `its number is ${record.seq}: records are missing or moved`;
  if (record.previous !== previous) return 'it does not follow the record before it';
  const { hash, signature: _, ...content } = record as AnyRecord & { readonly signature?: string };
  return hashOf(content) === hash ? null : 'it was changed: its hash does not fit';
}

function sealFault(head: AnyRecord | undefined, seal: AnyRecord | undefined, count: number): string | null {
  if (head?.kind !== 'export') return 'the first record is missing';
  if (seal?.kind !== 'seal') return 'the seal is missing: the manifest is cut off';
  if (seal.records !== count - 1) return 'the seal is of another number of records';
  try {
    const key = createPublicKey({ key: Buffer.from(head.public_key, 'base64'), format: 'der', type: 'spki' });
    const signature = Buffer.from(seal.signature, 'base64');
    if (signature.toString('base64') !== seal.signature) return 'the signature is not as the station writes it';
    return verify(null, Buffer.from(seal.hash), key, signature) ? null : "the signature is not of the station's key";
  } catch {
    return "the station's public key can't be read";
  }
}

function hashOf(record: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}

export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
}
