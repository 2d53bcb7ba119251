/** Sends the reports and then their photos, and asks who has seen them. */
import type { IncidentReply } from '../../../src-contract/api/incidents.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { pathOf } from '../../client/rest.ts';
import { stationNow } from '../../client/station-clock.ts';
import { uploadFile } from '../../client/upload.ts';
import { keepMoving } from '../queue/keep-moving.ts';
import { afterFailure } from '../queue/sender.ts';
import { rest } from '../station/session.ts';
import { keepOnly, takePhoto } from './photo-shelf.ts';
import { createPhotoSender, createReportSender, type Report, reportQueue } from './report-queue.ts';

/** The station notes when a report came: later than this after it was written, that would be the wrong time. */
const lateMs = 120_000;

const sendReports = createReportSender(async ({ clientId, severity, description, lateNote, zoneId, atMs }) => {
  const words = stationNow() - atMs > lateMs ? `${description}\n${lateNote}` : description;
  try {
    const incident = await rest.call(routes.openIncident, {
      body: { severity, description: words, zone_id: zoneId, client_id: clientId },
    });
    return { kind: 'delivered', incidentId: incident.id };
  } catch (error) {
    return afterFailure(error);
  }
});

function photoSender(signal: AbortSignal): () => Promise<boolean> {
  return createPhotoSender(async (report) => {
    const photo = await takePhoto(report.clientId);
    if (photo === null) return { kind: 'lost' };
    try {
      await attach(report, photo, signal);
      return { kind: 'sent' };
    } catch (error) {
      return afterFailure(error);
    }
  });
}

/** Safe to repeat: by its key while the station runs, by its name after a restart. */
async function attach({ clientId, delivery }: Report, photo: Blob, signal: AbortSignal): Promise<void> {
  if (!('incidentId' in delivery)) return;
  const params = { id: delivery.incidentId };
  const name = `photo-${clientId.slice(0, 8)}.jpg`;
  const { attachments } = await rest.call(routes.incident, { params });
  if (attachments.some((attachment) => attachment.name === name)) return;
  await uploadFile({
    url: pathOf(routes.attachPicture.path, { params }),
    file: new File([photo], name, { type: photo.type }),
    response: routes.attachPicture.response,
    idempotencyKey: clientId,
    signal,
  });
}

async function askWhatWasSeen(): Promise<void> {
  const { incidents } = await rest.call(routes.incidents, { query: { mine: 'true', limit: 50 } });
  for (const { clientId, delivery } of reportQueue.use.getState().items) {
    if (delivery.kind !== 'delivered') continue;
    const incident = incidents.find(({ id }) => id === delivery.incidentId);
    const by = incident === undefined ? [] : namesOf(incident);
    if (by.length > 0) reportQueue.change(clientId, { delivery: { ...delivery, kind: 'seen', by } });
  }
}

/** Whose page showed it, and who did something about it. */
function namesOf({ seen_by, acknowledged_by, outcome }: IncidentReply): string[] {
  const names = [...seen_by.map(({ name }) => name), acknowledged_by, outcome?.by].filter((name) => typeof name === 'string');
  return [...new Set(names)];
}

/** Returns the way to stop. */
export function keepSendingReports(): () => void {
  const stopping = new AbortController();
  const sendPhotos = photoSender(stopping.signal);
  const stopMoving = keepMoving({
    queue: reportQueue,
    push: () => Promise.all([sendReports(), sendPhotos()]),
    ask: askWhatWasSeen,
  });
  const stopShelf = keepShelf();
  return () => {
    stopMoving();
    stopShelf();
    stopping.abort();
  };
}

/** Photos leave the shelf when they were sent, or when their report goes. */
function keepShelf(): () => void {
  const waiting = (reports: readonly Report[]): string[] =>
    reports.filter(({ photo }) => photo.kind === 'waiting').map(({ clientId }) => clientId);
  const tidy = (reports: readonly Report[]): void => void keepOnly(waiting(reports)).catch(() => {});
  tidy(reportQueue.use.getState().items);
  return reportQueue.use.subscribe(({ items }, before) => {
    if (waiting(items).join() !== waiting(before.items).join()) tidy(items);
  });
}
