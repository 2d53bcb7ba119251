/** Pictures of incidents, and the printable report. The route that takes a picture lives in a scope of its own: see file-upload.ts. */
import { routes } from '../../../src-contract/api/routes.ts';
import { incidentLimits } from '../../../src-contract/domain/incident.ts';
import { KavachError } from '../../errors.ts';
import { actorOf } from '../incident-access.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { incidentTools } from './incident-tools.ts';

type FileDeps = Pick<ServerDeps, 'incidents'>;

export function registerIncidentFileRoutes(register: Register, { incidents }: FileDeps): void {
  const { mustRead } = incidentTools(incidents);

  register(routes.attachment, async ({ params, caller, reply }) => {
    const incident = mustRead(caller, params.id);
    // Only what the incident itself lists, whatever a path may name.
    const attachment = incident.attachments.find(({ id }) => id === params.attachment);
    const picture = attachment === undefined ? null : await incidents.pictures.read(incident.id, attachment.id);
    if (picture === null) throw new KavachError('NOT_FOUND', `This incident has no picture ${params.attachment}.`);
    void reply.header('content-disposition', 'inline; filename="incident-picture.jpg"');
    return picture;
  });

  register(routes.incidentReport, async ({ params, query, caller, reply }) => {
    const { html, policy } = await incidents.report(mustRead(caller, params.id), query.lang);
    void reply.header('content-security-policy', policy);
    return new TextEncoder().encode(html);
  });
}

export function registerAttachRoute(register: Register, { incidents }: FileDeps): void {
  const { mustRead, obey, replyTo } = incidentTools(incidents);

  register(routes.attachPicture, async ({ params, body, caller }) => {
    const { id: incidentId, attachments } = mustRead(caller, params.id);
    if (attachments.length >= incidentLimits.attachments)
      throw new KavachError(
        'CONFLICT',
        `An incident holds at most ${incidentLimits.attachments} pictures. Open another one for what comes now.`,
      );
    const bytes = typeof body.file === 'string' ? Buffer.from(body.file.replace(/^data:[^,]*,/, ''), 'base64') : body.file;
    const attachment = await incidents.pictures.save(incidentId, { bytes, name: body.name ?? 'picture' });
    try {
      return replyTo(caller, obey({ kind: 'attach', incidentId, by: actorOf(caller), attachment }));
    } catch (error) {
      // Others may have filled the incident meanwhile: a file that no incident names is nobody's.
      await incidents.pictures.remove(incidentId, attachment.id);
      throw error;
    }
  });
}
