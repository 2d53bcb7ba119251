/** A test station with people who talk: sockets of a line, a clock that a test moves, and an operator's calls. */
import type { ChatMessageReply } from '../../src-contract/api/chat.ts';
import type { Role } from '../../src-contract/domain/roles.ts';
import { type Message, openSocket, type TestSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

export interface ChatStation {
  readonly station: TestStation;
  /** Moves the station's clock. */
  later(ms: number): void;
  person(role: Role): Record<string, string>;
  /** A socket of a line whose greeting has come. */
  join(line: string, headers: Record<string, string>, sinceSeq?: number): Promise<TestSocket>;
  call(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<{ status: number; body: Message }>;
}

export async function startChatStation(overrides: Parameters<typeof startTestStation>[0] = {}): Promise<ChatStation> {
  let nowMs = Date.UTC(2026, 10, 20, 6);
  const station = await startTestStation({ clock: { nowMs: () => nowMs }, ...overrides });
  const origin = { origin: station.origin };
  return {
    station,
    later(ms) {
      nowMs += ms;
    },
    person: (role) => ({ ...origin, ...station.signedIn(role, 86_400_000) }),
    async join(line, headers, sinceSeq) {
      const query = sinceSeq === undefined ? '' : `?since_seq=${sinceSeq}`;
      const socket = openSocket(`${station.origin}/ws/chat/${line}${query}`, headers);
      await socket.next(({ type }) => type === 'history' || type === 'resumed');
      return socket;
    },
    async call(method, path, headers, body) {
      const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await fetch(station.origin + path, {
        method,
        headers: { ...json, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Message };
    },
  };
}

let named = 0;

/** Says it and waits for the answer. */
export async function say(socket: TestSocket, message: string, clientId = `c${++named}`): Promise<Message> {
  socket.send({ type: 'message', message, client_id: clientId });
  return socket.next(({ type, client_id }) => (type === 'ack' || type === 'error') && client_id === clientId);
}

export function texts(socket: TestSocket, type = 'message'): string[] {
  return socket.messages.filter((message) => message.type === type).map(({ message }) => (message as ChatMessageReply).message);
}
