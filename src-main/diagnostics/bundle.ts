/** Named texts as one ZIP, each cleaned of what must not leave. In: texts. Out: the archive's bytes; they are some hundred kilobytes. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export async function zipTexts(texts: Readonly<Record<string, string>>, redact: (text: string) => string): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(redact(text)), name);
  zip.end();
  const bytes = await buffer(zip.outputStream);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
