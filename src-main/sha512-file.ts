/** SHA-512 of a file, base64, as descriptions of updates bear it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export async function sha512OfFile(path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('base64');
}
