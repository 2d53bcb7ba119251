/** /openapi.json and /docs, made from the contract as the routes are registered; all files come from this machine. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { docsPolicy } from './security-headers.ts';

/** Must come before the routes. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kavach station',
        version,
        description:
          'Crowd state, alarms and cameras of one station. Sockets: /ws (frames), /ws/crowd, /ws/real-time and /api/cameras/{id}/live, with the same credentials or ?ticket=.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          session: { type: 'apiKey', in: 'cookie', name: 'kavach_session' },
        },
      },
    },
    transform: describeSchemas,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: docsPolicy,
    uiConfig: { docExpansion: 'list', deepLinking: true },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

type Description = Parameters<typeof jsonSchemaTransform>[0];

/** The library knows one body a route; that of a route which takes a form too is described one type at a time. */
function describeSchemas(route: Description): ReturnType<typeof jsonSchemaTransform> {
  const body: unknown = route.schema?.body;
  if (typeof body !== 'object' || body === null || !('content' in body)) return jsonSchemaTransform(route);
  const { body: _body, ...rest } = route.schema;
  const described = jsonSchemaTransform({ ...route, schema: rest });
  const content = Object.entries(body.content as Record<string, { schema: unknown }>).map(([type, { schema }]) => {
    const alone = jsonSchemaTransform({ ...route, schema: { body: schema } });
    return [type, { schema: alone.schema.body }];
  });
  return { ...described, schema: { ...described.schema, body: { content: Object.fromEntries(content) } } };
}
