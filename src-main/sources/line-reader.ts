/** Bytes of a program's messages → lines. A flood or a line without end costs neither memory nor much time. */

/** A longer line is cut; ffmpeg's own messages stay below 1 KB. */
const maxLineChars = 1000;
/** Lines read of one chunk (64 KB at most): a flood is drained, not studied. */
const maxLinesPerChunk = 50;

export function createLineReader(onLine: (line: string) => void): (chunk: Uint8Array) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('utf8')).split(/[\r\n]+/);
    rest = (lines.pop() ?? '').slice(0, maxLineChars);
    for (const line of lines.slice(-maxLinesPerChunk)) if (line !== '') onLine(line.slice(0, maxLineChars));
  };
}
