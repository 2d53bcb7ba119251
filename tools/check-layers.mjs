// Runs dependency-cruiser over the sources. A cruise that saw no modules would pass every rule, so their number is checked too.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const folder = process.argv[2] || root;
const cli = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const config = join(root, '.dependency-cruiser.cjs');
const args = [cli, '--config', config, '--output-type', 'json', 'src-main', 'src-contract', 'src-renderer', 'src-preload'];
const done = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 256 << 20 });
if (!done.stdout.startsWith('{')) {
  process.stderr.write('dependency-cruiser gave no answer: ' + (done.stderr || done.stdout).slice(0, 2000) + '\n');
  process.exit(1);
}
const { modules, summary } = JSON.parse(done.stdout);
const own = modules.filter((module) => /^src-.*\.tsx?$/.test(module.source));
const withImports = own.filter((module) => module.dependencies.length > 0);
const unresolved = own.flatMap((module) =>
  module.dependencies
    .filter((to) => to.couldNotResolve)
    .map((to) => module.source + ' imports ' + to.module + ', which was not found'),
);
const broken = summary.violations.map((fault) => fault.rule.name + ': ' + fault.from + ' → ' + fault.to);
for (const line of broken.concat(unresolved)) process.stderr.write('  ' + line + '\n');
if (own.length < 40 || withImports.length < own.length / 3) {
  process.stderr.write(
    'only ' + own.length + ' modules were seen, ' + withImports.length + ' with imports: the cruise did not work\n',
  );
  process.exit(1);
}
process.stdout.write(own.length + ' modules, ' + broken.length + ' broken rules\n');
process.exit(broken.length + unresolved.length > 0 ? 1 : 0);
