/**
 * Says whether a worker is inside onnxruntime. Ending a thread there (`Worker.terminate`) makes the addon throw where nobody
 * catches it, and the whole process aborts (seen with onnxruntime-node 1.30). So a worker passes this gate before each call
 * into it, and only a thread that is outside, and will stay outside, is terminated. Shared memory, one Int32.
 */
const outside = 0;
const inside = 1;
const condemned = 2;

export function createGate(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Worker: false when the station has given this thread up; it must not enter. */
export function enterNative(gate: SharedArrayBuffer): boolean {
  return Atomics.compareExchange(new Int32Array(gate), 0, outside, inside) === outside;
}

export function leaveNative(gate: SharedArrayBuffer): void {
  Atomics.compareExchange(new Int32Array(gate), 0, inside, outside);
}

/** Station: true when the thread is outside and can no longer enter, so that it may be terminated. */
export function condemn(gate: SharedArrayBuffer): boolean {
  return Atomics.compareExchange(new Int32Array(gate), 0, outside, condemned) !== inside;
}
