/** /ws/alerts: each reading of MEDIUM or HIGH risk, at once. What a client says is not asked for, and left unread. */
import { sockets } from '../../../src-contract/api/sockets.ts';
import type { Audience } from '../reading-feed.ts';
import type { AcceptSockets } from './accept.ts';

export function serveAlertsSocket(accept: AcceptSockets, alerts: Audience): void {
  accept({
    contract: sockets.alerts,
    kind: 'alerts',
    open(client) {
      client.onClose(() => alerts.leave(client));
      client.onText(() => undefined);
      alerts.join(client);
    },
  });
}
