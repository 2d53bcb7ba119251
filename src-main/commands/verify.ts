/**
 * `npm run verify -- FILE`: whether an export of evidence is as its station wrote it. Needs the file alone, no station. `--json` prints the
 * result for programs; `--key FINGERPRINT` also asks that it is of that station. Exit code 0 whole, 1 broken, 2 can't be asked.
 */
import { parseArgs } from 'node:util';
import type { ArchiveProof } from '../../src-contract/domain/evidence.ts';
import { errorText } from '../errors.ts';
import { verifyArchive } from '../evidence/export/verify-archive.ts';

const usage = 'usage: npm run verify -- FILE [--json] [--key FINGERPRINT]';

function report(proof: ArchiveProof): string {
  if (proof.kind === 'whole')
    return `whole: ${proof.records} records, sealed by the key ${proof.fingerprint}\nseal ${proof.sealHash}`;
  return ['broken:', ...proof.faults.map(({ record, reason }) => `  ${record}: ${reason}`)].join('\n');
}

function ofKey(proof: ArchiveProof, wanted: string | undefined): ArchiveProof {
  if (wanted === undefined || proof.kind === 'broken' || proof.fingerprint === wanted.toLowerCase()) return proof;
  const reason = `it is sealed by the key ${proof.fingerprint}, which is not the one that you expect`;
  return { kind: 'broken', faults: [{ record: 'manifest.jsonl record 0', reason }] };
}

async function main(): Promise<number> {
  const options = { json: { type: 'boolean', default: false }, key: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(usage);
  const proof = ofKey(await verifyArchive(file), values.key);
  process.stdout.write(`${values.json ? JSON.stringify(proof) : report(proof)}\n`);
  return proof.kind === 'whole' ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`verify: ${errorText(error)}\n`);
  process.exitCode = 2;
}
