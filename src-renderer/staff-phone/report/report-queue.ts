/**
 * Reports on their way, each one incident however often it is sent; its photo follows once the station has the words. What waits, was
 * refused or lost its photo stays until the station has it or its writer drops it.
 */
import { z } from 'zod';
import { severities } from '../../../src-contract/domain/incident.ts';
import { createKeptQueue, type Delivery, deliverySchema } from '../queue/kept-queue.ts';
import { createSender, type Sending } from '../queue/sender.ts';
import { keepOnly, keepPhoto } from './photo-shelf.ts';

const photoSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('sent') }),
  /** The page was closed, and the phone could not keep it. */
  z.object({ kind: z.literal('lost') }),
  z.object({ kind: z.literal('refused'), why: z.string() }),
]);
export type PhotoDelivery = z.infer<typeof photoSchema>;

const reportSchema = z.object({
  clientId: z.string(),
  severity: z.enum(severities),
  description: z.string(),
  zoneId: z.string().nullable(),
  /** Station time as far as the phone knew it, ms. */
  atMs: z.number(),
  /** Says when it was written, in its writer's language: goes along when it comes late. */
  lateNote: z.string(),
  delivery: deliverySchema,
  photo: photoSchema,
});
export type Report = z.infer<typeof reportSchema>;

/** More than anybody writes in one shift without a network; it bounds the photos that wait with them, too. */
const mostUnsettled = 50;

export const reportQueue = createKeptQueue<Report>({
  key: 'kavach.phone.reports',
  schema: reportSchema,
  isSettled: (report) => isWithStation(report) && ['none', 'sent'].includes(report.photo.kind),
});

/** `page`: this phone can't keep it, so it lasts only as long as the page. `full`: too many wait already, it was not taken. */
export type Kept = 'phone' | 'page' | 'full';

interface NewReport extends Pick<Report, 'severity' | 'description' | 'zoneId' | 'atMs' | 'lateNote'> {
  readonly photo: Blob | null;
}

export async function addReport({ photo, ...words }: NewReport): Promise<{ readonly report: Kept; readonly photo: Kept }> {
  const { items } = reportQueue.use.getState();
  if (items.filter((report) => needsWriter(report) || isWaiting(report)).length >= mostUnsettled)
    return { report: 'full', photo: 'full' };
  const clientId = crypto.randomUUID();
  // At hand before the report is there, so that whoever sends it finds it.
  const keepingPhoto = photo === null ? true : keepPhoto(clientId, photo);
  const isKept = reportQueue.add({
    ...words,
    ...{ clientId, delivery: { kind: 'queued' }, photo: { kind: photo === null ? 'none' : 'waiting' } },
  });
  return { report: isKept ? 'phone' : 'page', photo: (await keepingPhoto) ? 'phone' : 'page' };
}

/** The phone leaves its station: what is unsent goes with it. */
export function forgetReports(): void {
  reportQueue.forget();
  keepOnly([]).catch(() => {});
}

/** Something of it has still to be sent. */
export function isWaiting(report: Report): boolean {
  return report.delivery.kind === 'queued' || (isWithStation(report) && report.photo.kind === 'waiting');
}

/** Nothing more happens with it by itself, and not all of it has arrived. */
export function needsWriter({ delivery, photo }: Report): boolean {
  return delivery.kind === 'refused' || photo.kind === 'refused' || photo.kind === 'lost';
}

function isWithStation({ delivery }: Pick<Report, 'delivery'>): boolean {
  return delivery.kind === 'delivered' || delivery.kind === 'seen';
}

/** The words, the oldest first. */
export function createReportSender(send: Sending<Report, Delivery>['send']): () => Promise<boolean> {
  return createSender({
    next: () => reportQueue.use.getState().items.findLast(({ delivery }) => delivery.kind === 'queued'),
    send,
    settle: ({ clientId }, delivery) => reportQueue.change(clientId, { delivery }),
  });
}

/** Photos of what the station has, the oldest first: a run of its own, so that no photo on a slow link holds back somebody's words. */
export function createPhotoSender(send: Sending<Report, PhotoDelivery>['send']): () => Promise<boolean> {
  return createSender({
    next: () => reportQueue.use.getState().items.findLast((report) => isWithStation(report) && isWaiting(report)),
    send,
    settle: ({ clientId }, photo) => reportQueue.change(clientId, { photo }),
  });
}
