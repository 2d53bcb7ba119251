/** The caller's own named layouts of the control room's screens. */
import { z } from 'zod';
import { layoutLimits, screenLayoutSchema } from '../domain/screen-layout.ts';
import type { RouteContract } from './route.ts';

const tag = 'Accounts';
const params = z.object({ name: z.string().trim().min(1).max(layoutLimits.name) });

export const namedLayoutReply = screenLayoutSchema.extend({ name: z.string() });
const layoutsReply = z.object({ layouts: z.array(namedLayoutReply) });

export const layoutRoutes = {
  layouts: {
    ...{ method: 'GET', path: '/api/me/layouts', tag, access: 'viewer' },
    summary: 'Your own layouts by name; whoever signed in by a one-time link shares those of the control room',
    response: layoutsReply,
  },
  saveLayout: {
    ...{ method: 'PUT', path: '/api/me/layouts/:name', tag, access: 'viewer', params, audit: [] },
    summary: 'Keep a layout under a name, in the place of one of the same name; 409 when there are too many',
    body: screenLayoutSchema,
    response: layoutsReply,
  },
  removeLayout: {
    ...{ method: 'DELETE', path: '/api/me/layouts/:name', tag, access: 'viewer', params },
    summary: 'Forget a layout',
    response: layoutsReply,
  },
} as const satisfies Record<string, RouteContract>;
