/** The demo's site with one camera, alarms without much delay and short clips: its next train is the surge that the run of a shift begins with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { repositoryRoot } from './station-process.ts';

export function shiftSite(): string {
  const demo = parse(readFileSync(join(repositoryRoot, 'resources/demo-site/site.yaml'), 'utf8'));
  return stringify({
    ...demo,
    cameras: demo.cameras.filter(({ id }: { id: string }) => id === 'p1-stairs'),
    alarms: { on_delay_s: 1 },
    evidence: { before_s: 3, after_s: 4 },
  });
}
