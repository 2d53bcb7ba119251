/** What the pages behind open sockets say of their phones: on shift, and whether the screen stays awake so that alerts are seen. */
import { credentialId } from './auth/caller.ts';
import type { SocketClient } from './socket-client.ts';

export interface PhonePresence {
  readonly onShift: boolean;
  readonly awake: boolean;
}

export interface Presence {
  note(client: SocketClient, presence: PhonePresence): void;
  leave(client: SocketClient): void;
  /** Null when no page of this session has said anything. */
  of(sessionId: string): PhonePresence | null;
}

export function createPresence(): Presence {
  const said = new Map<SocketClient, PhonePresence>();
  return {
    note: (client, presence) => void said.set(client, presence),
    leave: (client) => void said.delete(client),
    of(sessionId) {
      // The newest word counts: a phone that comes back may still have its old socket for a while.
      let newest: PhonePresence | null = null;
      for (const [client, presence] of said) if (credentialId(client.caller) === sessionId) newest = presence;
      return newest;
    },
  };
}
