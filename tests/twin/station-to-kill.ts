/** A station with a twin, for the test that kills it: prints its encoders' process ids as one JSON line once pictures flow. */
import { readdirSync, readFileSync } from 'node:fs';
import { createClock } from '../../src-main/clock.ts';
import { createLog } from '../../src-main/log.ts';
import { createTwin } from '../../src-main/twin/twin.ts';
import { demoSite } from './demo-site.ts';

const twin = createTwin({ site: demoSite(), ffmpegPath: process.argv[2] ?? '', clock: createClock(), log: createLog('silent') });
await twin.start();
let isTold = false;
twin.feed.subscribe('platform-1', () => {
  if (isTold) return;
  isTold = true;
  process.stdout.write(`${JSON.stringify(childrenOf(process.pid))}\n`);
});

/** Linux: from /proc, field 4 of stat. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
