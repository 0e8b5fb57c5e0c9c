import fastifyCookie from '@fastify/cookie'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { ResponseEnvelope } from '#contract/responses'
import { secureHeaders } from '../../../server/http/framework/headers.ts'
import { incoming } from '../../../server/http/ratings/responses.ts'
import { useZod } from '../../../server/http/framework/validation.ts'

/** The server without its promises: the same framework, headers and schemas, and back goes what was read. */
export async function startEcho(): Promise<string> {
  const app = Fastify({ logger: false }).withTypeProvider<ZodTypeProvider>()
  useZod(app)
  await app.register(fastifyCookie)
  await secureHeaders(app, false)
  app.post('/api/responses', { schema: { body: ResponseEnvelope } }, async (request) => ({
    responses: request.body.responses.map((response) => incoming(response, false)),
  }))
  return app.listen({ port: 0, host: '127.0.0.1' })
}
