/**
 * An archive of a whole station holds its cameras' passwords and its keys, so it never leaves unsealed. In: bytes and a passphrase. Out:
 * `KAVACHB1`, 16 bytes of salt, 12 of nonce, the bytes under AES-256-GCM, 16 of tag; the key comes of the passphrase by scrypt. What is
 * opened counts only once the tag was right, which the last byte tells.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const magic = Buffer.from('KAVACHB1');
const [saltBytes, nonceBytes, tagBytes] = [16, 12, 16];
const headBytes = magic.length + saltBytes + nonceBytes;
/** 64 MB and a fifth of a second for each guess. */
const hardness = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 2 ** 20 };
const algorithm = 'aes-256-gcm';

export class SealBroken extends Error {}

export async function seal(from: Readable, to: string, passphrase: string, signal: AbortSignal): Promise<void> {
  const [salt, nonce] = [randomBytes(saltBytes), randomBytes(nonceBytes)];
  const cipher = createCipheriv(algorithm, await keyOf(passphrase, salt), nonce);
  const out = createWriteStream(to, { mode: 0o600 });
  out.write(Buffer.concat([magic, salt, nonce]));
  await pipeline(from, cipher, out, { signal, end: false });
  await new Promise<void>((done, failed) => {
    out.once('error', failed);
    out.end(cipher.getAuthTag(), done);
  });
}

/** Throws SealBroken for a wrong passphrase, a changed byte, or a file of another kind; what lies at `to` is of no use then. */
export async function unseal(from: string, to: string, passphrase: string, signal: AbortSignal): Promise<void> {
  const { head, tag, bytes } = await readEnds(from);
  if (!head.subarray(0, magic.length).equals(magic))
    throw new SealBroken('This is no backup of a Kavach station. Choose the file that "Download" gave you.');
  const salt = head.subarray(magic.length, magic.length + saltBytes);
  const decipher = createDecipheriv(algorithm, await keyOf(passphrase, salt), head.subarray(-nonceBytes));
  decipher.setAuthTag(tag);
  const inside = createReadStream(from, { start: headBytes, end: bytes - tagBytes - 1 });
  try {
    await pipeline(inside, decipher, createWriteStream(to, { mode: 0o600 }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    // What the disk says of itself is no word on the passphrase.
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new SealBroken(
      'The passphrase is wrong, or the file was changed. Try the passphrase again, or download the backup anew.',
    );
  }
}

async function readEnds(path: string): Promise<{ head: Buffer; tag: Buffer; bytes: number }> {
  const file = await open(path);
  try {
    const { size: bytes } = await file.stat();
    if (bytes <= headBytes + tagBytes) throw new SealBroken('The file is cut off. Send it again, or download the backup anew.');
    const head = Buffer.alloc(headBytes);
    const tag = Buffer.alloc(tagBytes);
    await file.read(head, 0, headBytes, 0);
    await file.read(tag, 0, tagBytes, bytes - tagBytes);
    return { head, tag, bytes };
  } finally {
    await file.close();
  }
}

function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, failed) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, hardness, (error, key) => (error === null ? done(key) : failed(error))),
  );
}
