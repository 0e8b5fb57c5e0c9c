import { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ExportQuery } from '#contract/exports'
import type { ExportStores, StreamedExport } from '../../services/exports/export-responses.ts'
import { streamExport } from '../../services/exports/export-responses.ts'
import { createSlots } from '../../services/exports/slots.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface ExportParts extends ExportStores {
  readonly scope: Scope
  /** The built worker. */
  readonly workerFile: string
  readonly clock: () => number
  readonly clockWatch: { settled(): number }
}

/** Exports a server runs at once: each is a thread with a database connection of its own. */
const EXPORTS_AT_ONCE = 3

/** `GET /api/exports/responses`: de-identified microdata of whole months that have ended, streamed while taps go on. */
export const exportRoutes =
  (parts: ExportParts): Routes =>
  (app) => {
    const { scope, workerFile, clock, clockWatch } = parts
    const slots = createSlots(EXPORTS_AT_ONCE)
    app.get(
      '/api/exports/responses',
      {
        config: { access: ['admin', 'manager', 'superior'] },
        // A HEAD would run the whole export to throw it away.
        exposeHeadRoute: false,
        schema: { querystring: ExportQuery },
      },
      async (request, reply) => {
        const { format, from, to } = request.query
        const unit = await scope.unit(request, request.query.unit)
        // While the time is uncertain no month is over that was not before.
        const now = clockWatch.settled()
        const question = { unit, from, to, format, now, by: actorOf(request, clock()) }
        const result = orThrow(await streamExport(question, parts, { slots, workerFile }))
        followClient(request, reply, result.stream)
        return reply
          .type(result.contentType)
          .header('content-disposition', `attachment; filename="${result.fileName}"`)
          .header('cache-control', 'no-store')
          .send(result.stream)
      },
    )
  }

/**
 * Ends an export with its client. The server lets go of a connection on which nothing moves for 30 s; here only the export
 * itself knows whether it is the client that dawdles, or the database that is being read.
 */
function followClient(request: FastifyRequest, reply: FastifyReply, stream: StreamedExport['stream']): void {
  const { socket } = request.raw
  if (socket instanceof Socket) {
    const patience = socket.timeout ?? 0
    socket.setTimeout(0)
    stream.once('close', () => socket.setTimeout(patience))
  }
  reply.raw.once('close', () => stream.destroy())
  if (reply.raw.destroyed) stream.destroy()
  // The browser shows the download at once, whenever its first line comes.
  reply.raw.once('pipe', () => reply.raw.flushHeaders())
}
