/** Line chat over a real store, as the station composes it, with the lists that ship. */
import { join } from 'node:path';
import type { ChatActor } from '../../src-contract/domain/chat.ts';
import type { ChatDesk } from '../../src-contract/domain/chat-command.ts';
import { createChat } from '../../src-main/composition/chat-desk.ts';
import { createLog } from '../../src-main/log.ts';
import type { Store } from '../../src-main/store/open-store.ts';

export const asha: ChatActor = { id: 'session:asha', name: 'Asha', role: 'staff' };
export const omkar: ChatActor = { id: 'session:omkar', name: 'Omkar', role: 'operator' };

export function openChat(store: Store, nowMs: () => number): ChatDesk {
  return createChat({
    store,
    site: {
      station: {
        id: 'DDR',
        name: 'Dadar',
        lines: ['western', 'central'],
        location: [72.8, 19],
        timezone: 'Asia/Kolkata',
        plan_bearing_deg: 0,
      },
      zones: [],
    },
    listsFolder: join(import.meta.dirname, '../../resources/moderation'),
    dataFolder: '/nowhere',
    snapshot: () => null,
    clock: { nowMs },
    log: createLog('silent'),
  });
}

export function write(desk: ChatDesk, text: string, clientId: string | null = null, line = 'western', by = asha) {
  return desk.post({ by, line, text, clientId, official: false });
}
