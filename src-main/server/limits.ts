/** Every bound of the server in one place, each with its reason. Tests shorten the times. */

export interface ServerLimits {
  /** Largest request body, bytes: no route of the station takes more than a form. */
  readonly bodyBytes: number;
  /** Largest message from a socket client, bytes: subscriptions are tens of bytes. */
  readonly socketMessageBytes: number;
  /** Messages that a socket client may send at once, and how many a second it earns back. */
  readonly socketBurst: number;
  readonly socketMessagesPerS: number;
  /** Most sockets at once: two a phone, for twice the phones of the largest station planned for. */
  readonly sockets: number;
  /** Most TCP connections: sockets, and as many again for pages that load. */
  readonly connections: number;
  /** Bytes that may wait for one socket client; faults.md allows 1 MB. */
  readonly socketBudgetBytes: number;
  /** Above this, messages of which only the newest counts wait outside the socket, so that alerts keep their room. */
  readonly coalesceAboveBytes: number;
  /** How long a client that was told to go may take to do so before it is cut. */
  readonly closeGraceMs: number;
  /** JSON pings on /ws/real-time and protocol pings on every socket; a client that leaves two unanswered is dropped. */
  readonly pingEveryMs: number;
  readonly statusEveryMs: number;
  readonly statusPollMs: number;
  /** How often the sessions behind open sockets are looked up again. */
  readonly sessionCheckMs: number;
  readonly ticketLifeMs: number;
  readonly tickets: number;
  /** From its beginning: a control room must not lose its screen in the middle of a shift, so this is long. */
  readonly sessionLifeMs: number;
  /** Long enough for a page to work with, short enough that a copied token is soon worth nothing. */
  readonly accessTokenLifeMs: number;
  /** How long the token before the newest is taken again: the answer that held the newest may have been lost. */
  readonly refreshLeewayMs: number;
  /** Wrong passwords: of one account from one address, of one address, of one account from all addresses, over the window. */
  readonly wrongPasswordsPerPair: number;
  readonly wrongPasswordsPerAddress: number;
  readonly wrongPasswordsPerAccount: number;
  readonly wrongPasswordsWindowMs: number;
  /** Requests of one session, one service key, and (without a credential) one address, over the window: tens of times what pages need. */
  readonly requestsPerSession: number;
  readonly requestsPerService: number;
  readonly requestsPerAddress: number;
  readonly requestWindowMs: number;
  /** Wrong keys and codes one address may offer, and the time over which it earns them back. */
  readonly badCredentials: number;
  readonly badCredentialsWindowMs: number;
  /** Answers kept for repeated writes, and for how long. */
  readonly idempotentAnswers: number;
  readonly idempotencyLifeMs: number;
  /** Pictures that POST /api/detect takes at once, of which each may fill a body: the memory that uploads can hold. */
  readonly detectRequests: number;
  /** Largest picture of an incident, bytes, and how many are taken at once: the memory that they can hold. */
  readonly attachmentBytes: number;
  readonly attachmentRequests: number;
  /** Largest timetable, bytes packed: a country's feed. One at a time, since only one is imported at once. */
  readonly timetableBytes: number;
  /** Largest calendar, bytes: some thousand events. */
  readonly calendarBytes: number;
  /** Largest extract of the map, bytes: some 600,000 elements in JSON, ten times as many in PBF. One at a time. */
  readonly extractBytes: number;
  /**
   * What is read from all clients of /ws together, bytes a second, each an equal share: a megabyte costs this thread 1.2 to 2 ms (3 to 4
   * where the package bufferutil has no build). A client that sends more is read late: some 4 MB of it wait in the system's buffers.
   */
  readonly frameBytesPerS: number;
  /** Frames that can't be read which a client may send at once, how many a second it earns back, and how long it isn't read after. */
  readonly badFrameBurst: number;
  readonly badFramesPerS: number;
  readonly badFramePauseMs: number;
  readonly requestTimeoutMs: number;
  readonly headersTimeoutMs: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const defaultLimits: ServerLimits = {
  bodyBytes: 1024 * 1024,
  socketMessageBytes: 64 * 1024,
  socketBurst: 100,
  socketMessagesPerS: 20,
  sockets: 2000,
  connections: 4000,
  socketBudgetBytes: 1_000_000,
  coalesceAboveBytes: 256 * 1024,
  closeGraceMs: 1000,
  pingEveryMs: 15_000,
  statusEveryMs: 5000,
  statusPollMs: 1000,
  sessionCheckMs: minuteMs,
  ticketLifeMs: 30_000,
  tickets: 10_000,
  sessionLifeMs: 90 * dayMs,
  accessTokenLifeMs: 10 * minuteMs,
  refreshLeewayMs: 10_000,
  wrongPasswordsPerPair: 10,
  wrongPasswordsPerAddress: 30,
  wrongPasswordsPerAccount: 100,
  wrongPasswordsWindowMs: 15 * minuteMs,
  requestsPerSession: 600,
  requestsPerService: 5000,
  requestsPerAddress: 300,
  requestWindowMs: 10_000,
  badCredentials: 10,
  badCredentialsWindowMs: minuteMs,
  idempotentAnswers: 1000,
  idempotencyLifeMs: dayMs,
  detectRequests: 16,
  attachmentBytes: 10 * 1024 * 1024,
  attachmentRequests: 4,
  timetableBytes: 64 * 1024 * 1024,
  calendarBytes: 2 * 1024 * 1024,
  extractBytes: 64 * 1024 * 1024,
  frameBytesPerS: 100_000_000,
  badFrameBurst: 50,
  badFramesPerS: 10,
  badFramePauseMs: 1000,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 15_000,
};
