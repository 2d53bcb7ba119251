/** Keeps the calls for help moving: sends them when one is added, when the network or the link comes back, and every few seconds. */
import { routes } from '../../../src-contract/api/routes.ts';
import { StationError } from '../../client/errors.ts';
import { usePhone } from '../station/phone-store.ts';
import { rest } from '../station/session.ts';
import { createCallSender, type HelpCall, type SendResult, settleCall, useCalls } from './panic-queue.ts';

const againMs = 3000;

async function send(call: HelpCall): Promise<SendResult> {
  const station = usePhone.getState().site?.station.id;
  if (station === undefined) return { kind: 'later' };
  const { clientId, severity, description, location, zoneId, atMs } = call;
  try {
    const incident = await rest.call(routes.panic, {
      body: { station_id: station, severity, description, location, zone_id: zoneId, client_id: clientId, at: atMs },
    });
    return { kind: 'delivered', incidentId: incident.id };
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    const isFinal = error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status);
    return isFinal ? { kind: 'refused', why: error.message } : { kind: 'later' };
  }
}

export const sendCalls = createCallSender(send);

/** Somebody may have looked at them: asks for those that were delivered. */
async function askWhatWasSeen(): Promise<void> {
  const waiting = useCalls.getState().calls.filter(({ delivery }) => delivery.kind === 'delivered');
  if (waiting.length === 0) return;
  const { incidents } = await rest.call(routes.incidents, { query: { mine: 'true', limit: 50 } });
  const reports = new Map(incidents.flatMap(({ id, my_reports }) => my_reports.map((mine) => [mine.client_id, { ...mine, id }])));
  for (const { clientId } of waiting) {
    const report = reports.get(clientId);
    if (report?.delivery === 'seen') settleCall(clientId, { kind: 'seen', incidentId: report.id, by: report.seen_by });
  }
}

function countDelivered(calls: readonly HelpCall[]): number {
  return calls.filter(({ delivery }) => delivery.kind === 'delivered').length;
}

/** Returns the way to stop. */
export function keepSending(): () => void {
  const push = (): void => void sendCalls().catch(() => {});
  const ask = (): void => void askWhatWasSeen().catch(() => {});
  const both = (): void => {
    push();
    ask();
  };
  const stopCalls = useCalls.subscribe((now, before) => {
    push();
    // Somebody may have seen it before the station's answer reached this phone: no news will tell it again.
    if (countDelivered(now.calls) > countDelivered(before.calls)) ask();
  });
  const stopLink = usePhone.subscribe((now, before) => {
    if (now.link.kind === 'connected' && before.link.kind !== 'connected') both();
    if (now.incidentSeq !== before.incidentSeq) ask();
  });
  const timer = setInterval(push, againMs);
  addEventListener('online', both);
  both();
  return () => {
    stopCalls();
    stopLink();
    clearInterval(timer);
    removeEventListener('online', both);
  };
}
