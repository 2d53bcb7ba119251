/** /ws/crowd: the full state at once and then each push; a `subscribe` narrows it. What isn't understood is answered with an error. */
import { crowdClientMessage, sockets } from '../../../src-contract/api/sockets.ts';
import type { CrowdFeed } from '../crowd-feed.ts';
import { encodeMessage } from '../wire/messages.ts';
import type { AcceptSockets } from './accept.ts';
import { readClientMessage } from './client-message.ts';

export function serveCrowdSocket(accept: AcceptSockets, feed: CrowdFeed): void {
  accept({
    contract: sockets.crowd,
    kind: 'crowd',
    open(client) {
      client.onClose(() => feed.leave(client));
      client.onText((text) => {
        const read = readClientMessage(crowdClientMessage, text);
        if (read.ok) feed.join(client, read.message);
        else client.send(encodeMessage({ type: 'error', code: 'BAD_REQUEST', message: read.problem }));
      });
      feed.join(client, {});
    },
  });
}
