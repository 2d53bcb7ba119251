/**
 * What a client that was away gets in one go, kept well below the byte budget of its socket: one that is cut for it would come back and be
 * cut again. In: things, the most important first. Out: as many as fit, and how many don't.
 */

/** Half of the budget; the rest is for what comes meanwhile. */
export const catchUpBytes = 500_000;

export function fitting<T>(things: readonly T[]): { readonly fit: T[]; readonly leftOut: number } {
  let bytes = 0;
  const end = things.findIndex((thing) => {
    bytes += Buffer.byteLength(JSON.stringify(thing));
    return bytes > catchUpBytes;
  });
  const fit = end === -1 ? [...things] : things.slice(0, end);
  return { fit, leftOut: things.length - fit.length };
}

export function bytesOf(messages: readonly Buffer[]): number {
  return messages.reduce((sum, { length }) => sum + length, 0);
}
