/** The floor of benches that run a model: the bare library on one thread, nothing but `session.run` on a 640 × 384 input. */
import { Worker } from 'node:worker_threads';

/** In a thread of its own, as the product's worker is. Runs a second. */
export function bareRuns(model: string, countMs: number): Promise<number> {
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    import * as ort from 'onnxruntime-node';
    const session = await ort.InferenceSession.create(workerData.model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
    const [{ name, type }] = session.inputMetadata;
    const picture = type === 'uint8'
      ? new ort.Tensor('uint8', new Uint8Array(384 * 640 * 3).fill(114), [1, 384, 640, 3])
      : new ort.Tensor('float32', new Float32Array(3 * 384 * 640).fill(114), [1, 3, 384, 640]);
    const feeds = { [name]: picture };
    const run = async (ms) => { let n = 0; const t = performance.now(); while (performance.now() - t < ms) { await session.run(feeds); n++; } return n * 1000 / (performance.now() - t); };
    await run(workerData.settleMs);
    parentPort.postMessage(await run(workerData.countMs));`;
  return new Promise((done, failed) => {
    const url = new URL(
      `data:text/javascript,${encodeURIComponent(code.replaceAll("'onnxruntime-node'", `'${import.meta.resolve('onnxruntime-node')}'`))}`,
    );
    const worker = new Worker(url, { workerData: { model, settleMs: 500, countMs } });
    worker.once('message', (perS: number) => {
      void worker.terminate();
      done(perS);
    });
    worker.once('error', failed);
  });
}
