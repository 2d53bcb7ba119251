/** Exports of cases: asked for, watched, fetched, checked, removed. Untouched pictures are given to administrators alone, with a purpose. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import { isAdmin } from '../auth/caller.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { sendFile } from '../stored-files.ts';
import { exportOnWire, proofOnWire } from '../wire/evidence.ts';

export function registerExportRoutes(register: Register, { evidence: { exports } }: Pick<ServerDeps, 'evidence'>): void {
  const notReady = (id: string): KavachError =>
    new KavachError('NOT_FOUND', `No finished export ${id} here. Look at the list: it may still be made, or have been removed.`);

  register(routes.exports, () => ({ exports: exports.list().map(exportOnWire) }));

  register(routes.measureExport, ({ body }) => exports.measure(body));

  register(routes.startExport, async ({ body: { subject, reason, purpose = null }, caller }) => {
    if (purpose !== null && !isAdmin(caller))
      throw new KavachError('FORBIDDEN', 'Only an administrator may export untouched pictures. Export with faces hidden.');
    return exportOnWire(await exports.start({ subject, reason, purpose }, caller.name));
  });

  register(routes.exportFile, async ({ params, reply }) => {
    const file = await exports.file(params.id);
    if (file === null) throw notReady(params.id);
    void reply.header('content-disposition', `attachment; filename="evidence-${params.id.slice(0, 8)}.zip"`);
    return sendFile(reply, file);
  });

  register(routes.exportProof, async ({ params }) => {
    const proof = await exports.verify(params.id);
    if (proof === null) throw notReady(params.id);
    return proofOnWire(proof);
  });

  register(routes.removeExport, async ({ params }) => ({ removed: await exports.remove(params.id) }));
}
