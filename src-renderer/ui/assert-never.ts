/** Makes a switch exhaustive: a new kind that nobody handles doesn't compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
