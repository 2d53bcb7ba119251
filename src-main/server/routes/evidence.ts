/** Clips, locks and marks. Exports are in exports.ts. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { sendFile } from '../stored-files.ts';
import { clipOnWire, lockOnWire, markOnWire, standingOnWire } from '../wire/evidence.ts';

export function registerEvidenceRoutes(register: Register, { evidence, clock }: Pick<ServerDeps, 'evidence' | 'clock'>): void {
  const { records } = evidence;
  const noClip = (id: string): KavachError =>
    new KavachError('NOT_FOUND', `No clip ${id} here, or it has no pictures. It may have been removed; ask for the list again.`);

  register(routes.clips, ({ query }) => {
    const { limit, cursor, id, camera, kind, cause, from, to, locked } = query;
    const fromMs = from === undefined ? undefined : Date.parse(from);
    const toMs = to === undefined ? undefined : Date.parse(to);
    const isLocked = locked === undefined ? undefined : locked === 'true';
    const page = records.list({ limit, cursor, id, camera, kind, cause, fromMs, toMs, locked: isLocked });
    return { clips: page.clips.map(clipOnWire), next_cursor: page.nextCursor };
  });

  register(routes.clipVideo, async ({ params, reply }) => {
    const file = await evidence.video(params.id);
    if (file === null) throw noClip(params.id);
    return sendFile(reply, file);
  });

  register(routes.clipStill, async ({ params, reply }) => {
    const still = await evidence.still(params.id);
    if (still === null) throw noClip(params.id);
    void reply.header('cache-control', 'private, max-age=3600');
    return still;
  });

  register(routes.lockEvidence, ({ body, caller }) => {
    const lock = { ...body, by: caller.name, atMs: clock.nowMs() };
    evidence.lock(lock);
    return lockOnWire(lock);
  });

  register(routes.unlockEvidence, ({ body: { kind, id } }) => ({ unlocked: records.unlock({ kind, id }) }));

  register(routes.marks, ({ query }) => {
    const { marks, nextCursor } = records.marks(query);
    return { marks: marks.map(markOnWire), next_cursor: nextCursor };
  });

  register(routes.mark, ({ body, caller }) => {
    const mark = evidence.mark({ cameraId: body.camera, note: body.note, by: caller.name, atMs: clock.nowMs() });
    if (mark === null) throw new KavachError('NOT_FOUND', `No camera ${body.camera} here.`);
    return markOnWire(mark);
  });

  register(routes.noteMark, ({ params, body }) => {
    const mark = records.noteMark(params.id, body.note);
    if (mark === null) throw new KavachError('NOT_FOUND', `No mark ${params.id} here. Somebody may have removed it.`);
    return markOnWire(mark);
  });

  register(routes.removeMark, ({ params }) => ({ removed: records.removeMark(params.id) }));

  register(routes.evidenceStorage, async () => standingOnWire(await evidence.standing()));
}
