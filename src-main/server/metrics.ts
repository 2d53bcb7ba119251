/** GET /metrics for Prometheus: requests, sockets, memory, cameras, alarms; other parts add theirs through a port. */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Credentials } from './auth/credentials.ts';
import { type Hub, type SocketKind, socketKinds } from './hub.ts';
import type { ServerDeps } from './ports.ts';
import { accessHook } from './register.ts';
import type { RequestRates } from './request-rates.ts';
import type { TlsDoor } from './tls-door.ts';

interface MetricsDeps extends Pick<ServerDeps, 'alarms' | 'cameras' | 'frames' | 'metrics'> {
  readonly hub: Hub;
  readonly door: TlsDoor | null;
  readonly credentials: Credentials;
  readonly rates: RequestRates;
}

/** Returns a way to read them here. */
export function serveMetrics(app: FastifyInstance, deps: MetricsDeps): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureRequests(app, registry);
  measureSockets(registry, deps.hub);
  measureCameras(registry, deps.cameras);
  measureAlarms(registry, deps.alarms);
  measureFrames(registry, deps.frames);
  if (deps.door !== null) measureTls(registry, deps.door);
  deps.metrics?.(registry);
  const onRequest = accessHook({ access: 'viewer', scope: 'system:read' }, deps);
  app.get('/metrics', { schema: { hide: true }, onRequest }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return () => registry.metrics();
}

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'kavach_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never its address: addresses are as many as callers make up.
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
}

function measureSockets(registry: Registry, hub: Hub): void {
  const registers = [registry];
  const labelNames = ['kind'];
  const collectFrom = (measure: (kind: SocketKind) => number) =>
    function collect(this: { labels(label: string): { set(value: number): void } }): void {
      for (const kind of socketKinds) this.labels(kind).set(measure(kind));
    };
  const ofCount = (key: 'open' | 'dropped' | 'cut') => collectFrom((kind) => hub.counts(kind)[key]);
  new Gauge({ name: 'kavach_sockets', help: 'Open sockets', labelNames, registers, collect: ofCount('open') });
  new Gauge({
    name: 'kavach_socket_bytes_waiting_max',
    help: 'The most that waits in this process for any one client',
    labelNames,
    registers,
    collect: collectFrom(hub.mostWaitingBytes),
  });
  new Gauge({
    name: 'kavach_socket_messages_dropped',
    help: 'Messages replaced by newer ones, and pictures skipped, since the start',
    labelNames,
    registers,
    collect: ofCount('dropped'),
  });
  new Gauge({
    name: 'kavach_socket_clients_cut',
    help: 'Clients cut since the start because they took nothing or said too much',
    labelNames,
    registers,
    collect: ofCount('cut'),
  });
}

function measureTls(registry: Registry, door: TlsDoor): void {
  new Gauge({
    name: 'kavach_tls_handshakes_failed',
    help: 'TLS handshakes that came to nothing since the start',
    registers: [registry],
    collect() {
      this.set(door.failedHandshakes());
    },
  });
}

function measureCameras(registry: Registry, cameras: ServerDeps['cameras']): void {
  const registers = [registry];
  const labelNames = ['camera'];
  new Gauge({
    name: 'kavach_camera_fps',
    help: 'Frames a second that reach detection',
    labelNames,
    registers,
    collect() {
      for (const camera of cameras.list()) this.labels(camera.id).set(camera.fps);
    },
  });
  for (const [name, help, field] of cameraTotals) {
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const camera of cameras.list()) this.labels(camera.id).inc(camera[field]);
      },
    });
  }
}

const cameraTotals = [
  ['kavach_camera_frames_total', 'Frames that reached the detection slot', 'frames_total'],
  ['kavach_camera_frames_dropped_total', 'Frames replaced before a detector took them', 'dropped_total'],
  ['kavach_camera_frames_corrupt_total', 'Frames that could not be read', 'corrupt_total'],
  ['kavach_camera_restarts_total', 'Restarts of the camera', 'restarts_total'],
] as const;

function measureAlarms(registry: Registry, alarms: ServerDeps['alarms']): void {
  new Gauge({
    name: 'kavach_alarms_open',
    help: 'Alarms that are not closed',
    labelNames: ['priority', 'state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const alarm of alarms.open().alarms) this.labels(alarm.priority, alarm.life).inc();
    },
  });
}

function measureFrames(registry: Registry, frames: ServerDeps['frames']): void {
  const registers = [registry];
  new Counter({
    name: 'kavach_frames_sent_in_total',
    help: 'Pictures that programs sent in, by what became of them',
    labelNames: ['result'],
    registers,
    collect() {
      const { analysedTotal, replacedTotal, refusedTotal, failedTotal } = frames.counters();
      this.reset();
      this.inc({ result: 'analysed' }, analysedTotal);
      this.inc({ result: 'replaced' }, replacedTotal);
      this.inc({ result: 'refused' }, refusedTotal);
      this.inc({ result: 'failed' }, failedTotal);
    },
  });
  new Gauge({
    name: 'kavach_frames_sent_in_waiting',
    help: 'Pictures sent in that wait for their turn',
    registers,
    collect() {
      this.set(frames.counters().waiting);
    },
  });
  new Gauge({
    name: 'kavach_frame_sent_in_seconds',
    help: 'Decoding and looking at one picture sent in; mean since the start',
    registers,
    collect() {
      this.set((frames.counters().meanWorkMs ?? 0) / 1000);
    },
  });
}
