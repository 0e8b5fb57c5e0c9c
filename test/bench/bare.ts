import Fastify from 'fastify'

/** The framework alone, for what it needs of memory. */
export async function startBare(): Promise<string> {
  const app = Fastify({ logger: false })
  app.get('/healthz', async () => ({ status: 'ok' }))
  return app.listen({ port: 0, host: '127.0.0.1' })
}
