import { readFileSync } from 'node:fs'
import type { ServerOptions } from 'node:https'
import Fastify, { LogController } from 'fastify'
import type { FastifyServerOptions } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { definedOnly } from '#core/text/defined-only'
import { refuseUnreadable } from './client-errors.ts'
import { refuseBadAddress } from './failure.ts'
import type { App } from './routes.ts'

export interface HttpServerOptions {
  /** Paths of the certificate and its key; null: plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly logger: FastifyServerOptions['logger']
}

/** Bodies are small, headers come at once, and a client that dawdles is let go. */
export function createHttpServer({ tls, logger }: HttpServerOptions): App {
  const https: { https: ServerOptions } | Record<string, never> = tls
    ? { https: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }
    : {}
  return Fastify({
    ...https,
    ...definedOnly({ logger }),
    logController: new LogController({ disableRequestLogging: true }),
    // Requests are not logged, so none needs a logger with a number of its own.
    childLoggerFactory: (parent) => parent,
    bodyLimit: 64 * 1024,
    // Such a key is no poison to strict schemas; refused here it would take its whole batch with it.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    frameworkErrors: refuseBadAddress,
    clientErrorHandler: refuseUnreadable,
    connectionTimeout: 30_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    handlerTimeout: 0,
    http: { headersTimeout: 15_000, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>()
}
