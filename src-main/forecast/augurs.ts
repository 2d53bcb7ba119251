/**
 * The models of `@bsull/augurs` as two functions. Both give null instead of an error: a series that a model can't be fitted to is an
 * everyday thing, and the naive forecasts stand in for it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AutoETS, initSync as startEts } from '@bsull/augurs/ets';
import { MSTL, initSync as startMstl } from '@bsull/augurs/mstl';

export interface Augurs {
  /** Exponential smoothing without a season, its kind chosen by AICc. values: [n] → [steps]. */
  ets: (values: Float64Array, steps: number) => number[] | null;
  /** STL decomposition by the periods (in steps), exponential smoothing of its trend (Bandara et al. 2021). values: [n] → [steps]. */
  mstl: (values: Float64Array, periods: readonly number[], steps: number) => number[] | null;
}

/** Reads and starts the WebAssembly once a process; a second call is free. */
export function loadAugurs(): Augurs {
  startEts({ module: wasmOf('ets') });
  startMstl({ module: wasmOf('mstl') });
  return { ets: fitEts, mstl: fitMstl };
}

/** The package exports its scripts alone; the WebAssembly lies beside them. The library fetches it, and Node fetches no files. */
function wasmOf(name: 'ets' | 'mstl'): Buffer {
  const script = createRequire(import.meta.url).resolve(`@bsull/augurs/${name}`);
  return readFileSync(join(dirname(script), `${name}_bg.wasm`));
}

function fitEts(values: Float64Array, steps: number): number[] | null {
  return pointOf(() => new AutoETS(1, 'ZZN'), values, steps);
}

function fitMstl(values: Float64Array, periods: readonly number[], steps: number): number[] | null {
  return pointOf(() => MSTL.ets([...periods]), values, steps);
}

type Model = Pick<AutoETS, 'fit' | 'predict' | 'free'>;

function pointOf(create: () => Model, values: Float64Array, steps: number): number[] | null {
  let model: Model | null = null;
  try {
    model = create();
    model.fit(values);
    return model.predict(steps).point;
  } catch {
    return null;
  } finally {
    // Memory of WebAssembly is not collected with the object.
    model?.free();
  }
}
