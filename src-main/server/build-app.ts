/**
 * The HTTP application before any route: limits, JSON alone, errors in our envelope, sockets, security headers, and the first check of
 * each request. In: the server's dependencies and limits. Out: a Fastify instance that listens to nobody yet.
 */
import type { IncomingMessage, ServerOptions } from 'node:http';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { errorText } from '../errors.ts';
import { answerBrokenRequest, handleErrors, sendError } from './http-errors.ts';
import type { ServerLimits } from './limits.ts';
import type { ServerDeps } from './ports.ts';
import { guardRequests } from './request-guard.ts';
import { setSecurityHeaders } from './security-headers.ts';

export async function buildApp(deps: ServerDeps, limits: ServerLimits): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    http: httpOptions(limits),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply, deps.log),
  });
  // Node answers an `Expect` that it doesn't know by itself, without our checks and envelope; none is needed here.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);
  app.decorateRequest('socketRefusal', null);
  handleErrors(app, deps.log);
  acceptJsonAlone(app);
  await app.register(websocket, {
    options: { maxPayload: limits.socketMessageBytes, perMessageDeflate: false },
    // ws has begun to close the socket with the code that fits; here it is only not a fault of ours.
    errorHandler: (error) => deps.log.debug({ error: errorText(error) }, 'a socket failed'),
    preClose: (done) => closeSockets(app, limits, done),
  });
  await setSecurityHeaders(app);
  guardRequests(app, deps);
  return app;
}

/** Some clients offer `Upgrade: h2c` with every request; they get a plain answer. Node has the option, its types not yet. */
function httpOptions({ headersTimeoutMs }: ServerLimits): ServerOptions {
  const shouldUpgradeCallback = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';
  // How often Node looks for requests that come too slowly; its own 30 s would double the limits.
  const connectionsCheckingInterval = headersTimeoutMs / 3;
  const options = { headersTimeout: headersTimeoutMs, connectionsCheckingInterval, shouldUpgradeCallback };
  return options;
}

/** No other type is ever needed, and a form or a text/plain post from a foreign page ends here. */
function acceptJsonAlone(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') done(null, undefined);
    else parseJson(request, text.toString(), done);
  });
}

function closeSockets(app: FastifyInstance, limits: ServerLimits, done: () => void): void {
  const server = app.websocketServer;
  for (const socket of server.clients) socket.close(1001, 'the station stops');
  const timer = setTimeout(() => {
    for (const socket of server.clients) socket.terminate();
  }, limits.closeGraceMs);
  server.close(() => {
    clearTimeout(timer);
    done();
  });
}
