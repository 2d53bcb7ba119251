/**
 * `npm run bench -- NAME`: prints one JSON object with the figure, the floor measured in the same run (the bare library doing only
 * that work) and their ratio. Progress goes to stderr.
 */
import { benchAccuracy } from './bench/accuracy.ts';
import { benchBrokerAway } from './bench/broker-away.ts';
import { benchDetect } from './bench/detect.ts';
import { benchEstimates } from './bench/estimates.ts';
import { benchEvacuation } from './bench/evacuation.ts';
import { benchFanout } from './bench/fanout.ts';
import { benchForecast } from './bench/forecast.ts';
import { benchFrames } from './bench/frames.ts';
import { benchHistory } from './bench/history.ts';
import { benchIngest } from './bench/ingest.ts';
import { benchLive } from './bench/live.ts';
import { benchModeration } from './bench/moderation.ts';
import { benchPage } from './bench/page.ts';
import { benchPanic } from './bench/panic.ts';
import { benchPhones } from './bench/phones.ts';
import { benchPlaces } from './bench/places.ts';
import { benchStart } from './bench/start.ts';
import { benchWalkRoute } from './bench/walk-route.ts';

const benches: Readonly<Record<string, () => Promise<object>>> = {
  accuracy: benchAccuracy,
  'broker-away': benchBrokerAway,
  detect: benchDetect,
  estimates: benchEstimates,
  evacuation: benchEvacuation,
  fanout: benchFanout,
  forecast: benchForecast,
  frames: benchFrames,
  history: benchHistory,
  ingest: benchIngest,
  live: benchLive,
  moderation: benchModeration,
  page: benchPage,
  panic: benchPanic,
  phones: benchPhones,
  places: benchPlaces,
  start: benchStart,
  'walk-route': benchWalkRoute,
};

const name = process.argv[2] ?? '';
const bench = benches[name];
if (bench === undefined) {
  process.stderr.write(`There is no bench "${name}"; there are: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const result = await bench();
process.stdout.write(`${JSON.stringify({ bench: name, at: new Date().toISOString(), ...result }, null, 2)}\n`);
process.exit(0);
