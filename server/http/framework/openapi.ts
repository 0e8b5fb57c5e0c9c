import fastifySwagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from './routes.ts'

/** Describes every route under /api from the schemas beside it; to be registered before the routes. */
export async function describeApi(app: App, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hài Lòng',
        version,
        description:
          'Errors have the shape { code, message, issues? }. Within /api things are added, never renamed or removed.',
      },
      components: {
        securitySchemes: {
          device: { type: 'http', scheme: 'bearer', description: 'token of a paired kiosk' },
          token: { type: 'http', scheme: 'bearer', description: 'API token of staff' },
          session: { type: 'apiKey', in: 'cookie', name: 'hl_session' },
        },
      },
    },
    transform: (route) => {
      const described = jsonSchemaTransform(route)
      return { ...described, schema: { ...described.schema, security: securityOf(route.route.config?.access) } }
    },
  })
  app.get(
    '/api/openapi.json',
    { config: { access: 'anyone' }, schema: { response: { 200: z.record(z.string(), z.unknown()) } } },
    () => ({ ...app.swagger() }),
  )
}

function securityOf(access: unknown): Record<string, string[]>[] {
  if (access === 'device' || access === 'sender') return [{ device: [] }]
  return access === 'anyone' || access === undefined ? [] : [{ session: [] }, { token: [] }]
}
