/**
 * What a railway's own system would report of the simulated trains. In: the scene and how long it runs. Out: each platform's train that
 * comes, stands or has just left. Pure.
 */
import type { TrainUpdate } from '../../../src-contract/domain/train.ts';
import type { TrainPlan, TwinScene } from '../scenes/scene.ts';
import { createRandom, randomBetween } from './random.ts';

/** Farther off than this a train isn't announced; so long after it left it is reported as gone. */
const announcedS = 600;
const leftS = 30;
const dayMs = 86_400_000;
/** Persons over rated capacity: from seats for all to the crush of a peak hour. */
const loads = { least: 0.35, most: 1.15 };

export function trainReports(scene: TwinScene, timeS: number, startMs: number): TrainUpdate[] {
  const cycle = Math.floor(timeS / scene.cycleS);
  const near = Array.from({ length: Math.ceil(announcedS / scene.cycleS) + 2 }, (_, i) => cycle - 1 + i);
  return scene.platforms.flatMap(({ arrival, doorsOpenS }, i) =>
    arrival.kind === 'gates'
      ? []
      : near.flatMap((no) =>
          reportOf(arrival.train, { opensS: no * scene.cycleS + doorsOpenS, platform: i + 1 }, { scene, timeS, startMs }),
        ),
  );
}

interface Now {
  readonly scene: TwinScene;
  readonly timeS: number;
  readonly startMs: number;
}

function reportOf(train: TrainPlan, { opensS, platform }: { opensS: number; platform: number }, now: Now): TrainUpdate[] {
  const { scene, timeS, startMs } = now;
  const inS = opensS - timeS;
  if (opensS < 0 || inS > announcedS || inS < -scene.trainStayS - leftS) return [];
  const motion = inS > 1 ? 'running' : inS > -scene.trainStayS ? 'at_platform' : 'departed';
  const arrivesMs = startMs + opensS * 1000;
  // The same train at the same time of each day, also after a restart.
  const slot = Math.floor((arrivesMs % dayMs) / (scene.cycleS * 1000));
  const [before, here, after] = train.calls;
  return [
    {
      trainId: String(train.firstNumber + slot),
      atMs: startMs + timeS * 1000,
      motion,
      arrivesMs,
      line: train.line,
      currentStation: motion === 'running' ? before : here,
      nextStation: motion === 'running' ? here : after,
      destination: train.towards,
      platform: String(platform),
      delayS: null,
      cars: train.cars,
      load: { occupancy: Math.round(randomBetween(createRandom(train.firstNumber + slot), loads.least, loads.most) * 100) / 100 },
    },
  ];
}
