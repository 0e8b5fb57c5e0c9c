import { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ExportQuery } from '#contract/exports'
import type { Slots } from '../../services/exports/slots.ts'
import type { StreamedExport } from '../../services/exports/worker-stream.ts'
import type { FileStores } from '../../services/superior-file/file-order.ts'
import { streamResponses } from '../../services/superior-file/stream-responses.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface ExportParts extends FileStores {
  readonly scope: Scope
  /** The built worker. */
  readonly workerFile: string
  /** What may run at once: each is a thread with database connections of its own. */
  readonly slots: Slots
  readonly clock: () => number
}

/** `GET /api/exports/responses`: rows of a closed period that say no more than a superior's file, streamed while taps go on. */
export const exportRoutes =
  (parts: ExportParts): Routes =>
  (app) => {
    const { scope, clock } = parts
    app.get(
      '/api/exports/responses',
      {
        config: { access: ['admin', 'manager'] },
        // A HEAD would run the whole export to throw it away.
        exposeHeadRoute: false,
        schema: { querystring: ExportQuery },
      },
      async (request, reply) => {
        const { unit, ...query } = request.query
        const { id: unitId } = await scope.unit(request, unit)
        const result = orThrow(await streamResponses({ unitId, query }, parts, actorOf(request, clock())))
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
