/**
 * The built pages: hashed assets for ever, everything else checked each time, the staff phone's page at /phone, and the control room
 * for each other address that is a page's. The files hold no station data and are open. Where nothing is built, a page says what to do.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KavachError } from '../errors.ts';
import { plainPage } from './plain-page.ts';

const controlRoom = 'control-room/index.html';
const staffPhone = 'staff-phone/index.html';
const checkedEachTime = { maxAge: 0, immutable: false } as const;
/** First parts of paths that are never pages or files. */
const machinePaths = new Set(['api', 'ws', 'docs', 'metrics', 'health', 'openapi.json', 'join']);

export interface Pages {
  sendPhonePage(reply: FastifyReply): FastifyReply;
}

export async function servePages(app: FastifyInstance, staticFolder: string | null): Promise<Pages> {
  const isBuilt = staticFolder !== null && existsSync(join(staticFolder, controlRoom));
  if (isBuilt) await serveFiles(app, resolve(staticFolder));
  const send = (page: string, reply: FastifyReply): FastifyReply =>
    isBuilt ? reply.sendFile(page, checkedEachTime) : reply.code(503).type('text/html; charset=utf-8').send(notBuilt);

  app.get('/', { schema: { hide: true } }, (_request, reply) => send(controlRoom, reply));
  app.get('/phone', { schema: { hide: true } }, (_request, reply) => send(staffPhone, reply));
  app.setNotFoundHandler((request, reply) => {
    if (isPageAddress(request)) return send(controlRoom, reply);
    throw new KavachError('NOT_FOUND', `Nothing is at ${request.method} ${pathOf(request)}; /docs lists what there is.`);
  });
  return { sendPhonePage: (reply) => send(staffPhone, reply) };
}

async function serveFiles(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix: '/',
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    allowedPath: (path) => !machinePaths.has(path.split('/')[1] ?? ''),
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(join(root, 'assets'));
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** An address that the control room's own router knows: asked for by a browser, and no file's name. */
function isPageAddress(request: FastifyRequest): boolean {
  const path = pathOf(request);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  return isRead && wantsPage && !machinePaths.has(path.split('/')[1] ?? '') && !/\.[a-z0-9]+$/i.test(path);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

const notBuilt = plainPage('The pages are not built', [
  'The station runs, and its pages are missing. Run "npm start": it builds them and starts the station.',
  'The API works meanwhile: see /docs.',
]);
