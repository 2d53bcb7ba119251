/** Sends the calls for help, and asks who has seen them. */
import { routes } from '../../../src-contract/api/routes.ts';
import { keepMoving } from '../queue/keep-moving.ts';
import { afterFailure } from '../queue/sender.ts';
import { usePhone } from '../station/phone-store.ts';
import { rest } from '../station/session.ts';
import { callQueue, createCallSender } from './panic-queue.ts';

const sendCalls = createCallSender(async ({ clientId, severity, description, location, zoneId, atMs }) => {
  const station = usePhone.getState().site?.station.id;
  if (station === undefined) return { kind: 'later' };
  try {
    const incident = await rest.call(routes.panic, {
      body: { station_id: station, severity, description, location, zone_id: zoneId, client_id: clientId, at: atMs },
    });
    return { kind: 'delivered', incidentId: incident.id };
  } catch (error) {
    return afterFailure(error);
  }
});

async function askWhatWasSeen(): Promise<void> {
  const { incidents } = await rest.call(routes.incidents, { query: { mine: 'true', limit: 50 } });
  const reports = new Map(incidents.flatMap(({ id, my_reports }) => my_reports.map((mine) => [mine.client_id, { ...mine, id }])));
  for (const { clientId, delivery } of callQueue.use.getState().items) {
    const report = reports.get(clientId);
    if (delivery.kind !== 'delivered' || report?.delivery !== 'seen') continue;
    callQueue.change(clientId, { delivery: { kind: 'seen', incidentId: report.id, by: report.seen_by } });
  }
}

/** Returns the way to stop. */
export function keepSendingCalls(): () => void {
  return keepMoving({ queue: callQueue, push: sendCalls, ask: askWhatWasSeen });
}
