/**
 * Whether a stream's time has stopped while its pictures go on: a camera whose clock jumps back gets times one tick apart from
 * ffmpeg until it has caught up, and a browser would show one picture for all that time. In: each fragment's decode time. Pure.
 */

/** Steps that make a stream sound, or stuck. About two seconds of pictures: a jump of less mends itself. */
const enoughSteps = 20;
/** No camera takes pictures faster than this. */
const shortestStepS = 0.001;

/** True once a stream whose time ran before has stood still for long enough. One whose time never ran is left alone. */
export function createStuckTime(unitsPerS: number): (time: bigint) => boolean {
  let last: bigint | null = null;
  let sound = 0;
  let stuck = 0;
  return (time) => {
    const stepS = last === null ? null : Number(time - last) / unitsPerS;
    last = time;
    if (stepS === null) return false;
    if (stepS >= shortestStepS) {
      sound += 1;
      stuck = 0;
    } else stuck += 1;
    return sound >= enoughSteps && stuck >= enoughSteps;
  };
}
