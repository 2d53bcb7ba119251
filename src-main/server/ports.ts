/**
 * What the server needs of the rest of the station, one narrow interface a noun. kavach.ts fills them; nothing here knows who stands
 * behind. Times are station time, ms. Ports that may reach a store or a worker can answer with a promise.
 */
import type { Registry } from 'prom-client';
import type { CameraReply } from '../../src-contract/api/cameras.ts';
import type { CrowdHistoryReply } from '../../src-contract/api/crowd.ts';
import type { SiteReply } from '../../src-contract/api/site.ts';
import type { PartHealth } from '../../src-contract/api/system.ts';
import type {
  Account,
  AccountChange,
  AuditEntry,
  AuditEvent,
  AuditProof,
  AuditQuery,
  NewSession,
  PairingCode,
  RefreshStep,
  ServiceKey,
  Session,
} from '../../src-contract/domain/account.ts';
import type { Alarm, AlarmCommand, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import type { AlarmEventFilter } from '../../src-contract/domain/alarm-health.ts';
import type { ChatDesk } from '../../src-contract/domain/chat-command.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import type { AnalysisCounters, AnalysisModels, PictureAnswer, PictureOrder } from '../../src-contract/domain/frame-analysis.ts';
import type { GroundPicture } from '../../src-contract/domain/ground-picture.ts';
import type { Role } from '../../src-contract/domain/roles.ts';
import type { LayoutRecords } from '../../src-contract/domain/screen-layout.ts';
import type { RiskState, SiteState } from '../../src-contract/domain/site-state.ts';
import type { TrackedFrame } from '../../src-contract/domain/track.ts';
import type { TwinTruth } from '../../src-contract/domain/truth.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AlarmCommandAnswer, AlarmDeskPort } from './alarm-desk-port.ts';
import type { BackupsPort } from './backups-port.ts';
import type { CameraSetUpPort } from './camera-set-up-port.ts';
import type { CarePort } from './care-port.ts';
import type { EstimatesPort } from './estimates-port.ts';
import type { EventsPort } from './events-port.ts';
import type { EvidencePort, StoredFile } from './evidence-port.ts';
import type { ForecastsPort } from './forecasts-port.ts';
import type { IncidentsPort } from './incidents-port.ts';
import type { ServerLimits } from './limits.ts';
import type { OverviewPort } from './overview-port.ts';
import type { PlacesPort } from './places-port.ts';
import type { ReplayPort } from './replay-port.ts';
import type { SensorsPort } from './sensors-port.ts';
import type { SiteConfigPort } from './site-config-port.ts';
import type { TrainsPort } from './trains-port.ts';
import type { WalksPort } from './walks-port.ts';
import type { WeatherPort } from './weather-port.ts';

export type Unsubscribe = () => void;
type Maybe<T> = T | Promise<T>;

export interface StationFacts {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly string[];
}

export interface BaseMapFile extends StoredFile {
  /** As HTTP has it, with its quotes; another file has another one. */
  readonly etag: string;
}

export interface CrowdSnapshot {
  readonly state: SiteState;
  readonly risk: RiskState;
}

export interface CrowdPort {
  /** Null until the first state. */
  current(): CrowdSnapshot | null;
  /** Called after each change; the server coalesces. */
  subscribe(listener: () => void): Unsubscribe;
}

export interface CrowdHistoryPort {
  /** Steps of one zone in [fromMs, toMs), oldest first; the newest `limit` of them. */
  zone(query: {
    readonly zone: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly resolution: CrowdHistoryReply['resolution'];
    readonly limit: number;
    /** Fill steps without a sensor with what was estimated. */
    readonly estimates: boolean;
  }): Maybe<CrowdHistoryReply>;
}

/** `seq` rises by one an event. */
export interface NumberedTransition extends AlarmTransition {
  readonly seq: number;
}

export interface AlarmHistoryQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** When set: all after this number, oldest first; else newest first. */
  readonly sinceSeq?: number | undefined;
  /** An alarm's id, and the id of a zone, camera or part. */
  readonly alarm?: string | undefined;
  readonly subject?: string | undefined;
  readonly filter?: AlarmEventFilter | undefined;
}

export interface AlarmsPort {
  /** Every alarm that isn't closed, in any order, and the number of the newest event. */
  open(): { readonly seq: number; readonly alarms: readonly Alarm[] };
  history(
    query: AlarmHistoryQuery,
  ): Maybe<{ readonly events: readonly NumberedTransition[]; readonly nextCursor: string | null }>;
  command(command: AlarmCommand): Maybe<AlarmCommandAnswer>;
  /** Called once an event is stored, in order of `seq`. */
  subscribe(listener: (event: NumberedTransition) => void): Unsubscribe;
}

export type LiveEvent =
  /** A stream begins, or begins anew: whatever came before is void. `data` is the MP4's ftyp + moov. */
  | { readonly kind: 'init'; readonly codec: 'mse'; readonly mime: string; readonly data: Uint8Array }
  | { readonly kind: 'init'; readonly codec: 'mpeg1' }
  /** One fragment (`mse`) or a piece of the MPEG-TS stream (`mpeg1`). The bytes are never changed afterwards. */
  | { readonly kind: 'chunk'; readonly keyframe: boolean; readonly data: Uint8Array }
  /** No more until the next `init`. */
  | { readonly kind: 'end' };

/** One camera's untouched stream. A new listener gets what there is at once: init, chunks since the newest key frame. */
export interface LiveFeedPort {
  subscribe(listener: (event: LiveEvent) => void): Unsubscribe;
}

export interface CamerasPort {
  list(): readonly CameraReply[];
  /** The newest frame, masks applied; null while there is none. */
  frame(cameraId: string): Frame | null;
  /** Null when the camera has no live picture to give. */
  live(cameraId: string): LiveFeedPort | null;
  overlays(cameraId: string, listener: (frame: TrackedFrame) => void): Unsubscribe;
}

/** Single pictures that programs send in. */
export interface FramesPort {
  /** Largest file, bytes; clients of /ws at once; the count at which a crowd warning is due. */
  readonly mostBytes: number;
  readonly mostClients: number;
  readonly crowdThreshold: number;
  /** Never rejects. A newer picture takes the place of one that waits; that one's answer is `replaced`. */
  analyse(clientId: string, order: PictureOrder): Promise<PictureAnswer>;
  /** Forgets what waits for a client that left. */
  leave(clientId: string): void;
  models(): Promise<AnalysisModels>;
  counters(): AnalysisCounters;
}

/** Accounts, sessions, codes and keys come and go by the hashes of their secrets; making and hashing those is the server's. */
export interface AccountsPort {
  /** Throws CONFLICT when the name is taken. */
  create(account: Account, passwordHash: string): Maybe<void>;
  find(id: string): Maybe<Account | null>;
  findByName(username: string): Maybe<{ readonly account: Account; readonly passwordHash: string } | null>;
  list(): Maybe<readonly Account[]>;
  change(id: string, change: AccountChange): Maybe<Account | null>;
  activeAdmins(): Maybe<number>;
}

export interface SessionsPort {
  create(session: NewSession): Maybe<void>;
  /** Null for one that is unknown, has ended, or whose account was switched off. */
  findBySecret(secretHash: string, nowMs: number): Maybe<Session | null>;
  find(id: string, nowMs: number): Maybe<Session | null>;
  list(nowMs: number): Maybe<readonly Session[]>;
  /** Notes that it is in use. */
  touch(id: string, nowMs: number): Maybe<void>;
  refresh(id: string, no: number, when: { readonly nowMs: number; readonly leewayMs: number }): Maybe<RefreshStep>;
  revoke(id: string): Maybe<boolean>;
  revokeOfAccount(accountId: string, exceptId: string | null): Maybe<readonly string[]>;
}

export interface PairingCodesPort {
  add(hash: string, code: PairingCode): Maybe<void>;
  open(nowMs: number): Maybe<readonly PairingCode[]>;
  /** What a code grants; null when it is unknown, used or too old. */
  find(hash: string, nowMs: number): Maybe<PairingCode | null>;
  /** The same, and uses it up. */
  take(hash: string, nowMs: number): Maybe<PairingCode | null>;
  withdraw(id: string): Maybe<boolean>;
}

export interface ServiceKeysPort {
  add(hash: string, key: ServiceKey): Maybe<void>;
  find(hash: string, nowMs: number): Maybe<ServiceKey | null>;
  findById(id: string, nowMs: number): Maybe<ServiceKey | null>;
  list(): Maybe<readonly ServiceKey[]>;
  touch(id: string, nowMs: number): Maybe<void>;
  revoke(id: string): Maybe<boolean>;
}

export interface AuditPort {
  append(event: AuditEvent): Maybe<unknown>;
  history(query: AuditQuery): Maybe<{ readonly entries: readonly AuditEntry[]; readonly nextCursor: string | null }>;
  prove(): Maybe<AuditProof>;
}

export interface OneTimeCodesPort {
  /** Uses a code up and says what it grants; null when it is unknown, used, too old, or not for this peer. */
  take(
    hash: string,
    use: { readonly nowMs: number; readonly peer: 'loopback' | 'lan' },
  ): Maybe<{ readonly name: string; readonly role: Role } | null>;
}

/** What TLS needs; dates are wall-clock epoch ms. */
export interface TlsPort {
  /** The present one, with its chain and key in PEM. */
  certificate(): {
    readonly certPem: string;
    readonly keyPem: string;
    readonly notAfterMs: number;
    readonly dnsNames: readonly string[];
    readonly addresses: readonly string[];
  };
  /** Called when there is another certificate. */
  subscribe(listener: () => void): Unsubscribe;
  /** The station's own CA; null with a certificate by others. */
  ca(): { readonly pem: string; readonly fingerprintSha256: string; readonly notAfterMs: number } | null;
  /** Names and addresses by which a phone reaches the station, the best first, IPv6 in brackets. */
  hosts(): readonly string[];
}

export interface ServerDeps {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Null: everything is plain, for everybody; only where no other machine can call. */
  readonly tls: TlsPort | null;
  /** Names beside loopback and `host` under which clients may call: the machine's own and KAVACH_HOSTS. */
  readonly allowedHosts: readonly string[];
  /** Origins of other sites whose pages may call with a key of their own (CORS_ORIGINS). */
  readonly corsOrigins: readonly string[];
  readonly version: string;
  /** Folder of the built pages: `control-room/index.html`, `assets/*`; null when there are none. */
  readonly staticFolder: string | null;
  readonly log: Log;
  readonly clock: Clock;
  publishHz(): number;
  readonly adminKey: string;
  /** What tokens are signed with. */
  readonly tokenSecret: string;
  readonly station: StationFacts;
  site(): SiteReply;
  /** Null where the station has none. */
  baseMap(): BaseMapFile | null;
  readonly siteConfig: SiteConfigPort;
  readonly crowd: CrowdPort;
  readonly crowdHistory: CrowdHistoryPort;
  readonly alarms: AlarmsPort;
  readonly alarmDesk: AlarmDeskPort;
  readonly incidents: IncidentsPort;
  readonly chat: ChatDesk;
  readonly trains: TrainsPort;
  readonly weather: WeatherPort;
  readonly events: EventsPort;
  readonly places: PlacesPort;
  readonly walks: WalksPort;
  readonly sensors: SensorsPort;
  readonly forecasts: ForecastsPort;
  readonly overview: OverviewPort;
  readonly estimates: EstimatesPort;
  readonly replay: ReplayPort;
  readonly evidence: EvidencePort;
  readonly backups: BackupsPort;
  /** As it is now; computed at each call. */
  ground(): GroundPicture;
  readonly care: CarePort;
  readonly cameras: CamerasPort;
  readonly cameraSetUp: CameraSetUpPort;
  readonly frames: FramesPort;
  readonly accounts: AccountsPort;
  readonly sessions: SessionsPort;
  readonly oneTimeCodes: OneTimeCodesPort;
  readonly pairingCodes: PairingCodesPort;
  readonly serviceKeys: ServiceKeysPort;
  readonly audit: AuditPort;
  readonly layouts: LayoutRecords;
  health(): readonly PartHealth[];
  /** Null where no twin camera runs. */
  truth(): TwinTruth | null;
  /** Lets other parts add their own measures. */
  metrics?(registry: Registry): void;
  readonly limits?: Partial<ServerLimits>;
}
