import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SuperiorFileJob, SuperiorFileRequest } from '#contract/files/superior-file'
import type { FileJob } from '../../services/superior-file/file-jobs.ts'
import type { SuperiorFileStores } from '../../services/superior-file/superior-file.ts'
import { beginSuperiorFile, viewJob } from '../../services/superior-file/superior-file.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { ApiError, orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface SuperiorFileParts extends SuperiorFileStores {
  readonly scope: Scope
  readonly clock: () => number
}

const makers = ['admin', 'manager'] as const
const ByJob = z.object({ id: z.uuid() })

const contentTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
  summary: 'application/json',
} as const

/** Files for the superior unit, made while taps go on: begun, looked at, fetched, ended. */
export const superiorFileRoutes =
  (parts: SuperiorFileParts): Routes =>
  (app) => {
    const { scope, clock, jobs } = parts
    app.addHook('onClose', (_app, done) => {
      jobs.endAll()
      done()
    })

    /** @throws not_found, outside_scope */
    const jobOf = async (request: FastifyRequest, id: string): Promise<FileJob> => {
      const job = jobs.get(id)
      if (job === null) throw new ApiError('not_found')
      await scope.check(request, job.unitId)
      return job
    }

    app.post(
      '/api/exports/superior',
      { config: { access: makers }, schema: { body: SuperiorFileRequest, response: { 200: SuperiorFileJob } } },
      async (request) => {
        const { unit, ...body } = request.body
        const { id: unitId } = await scope.unit(request, unit)
        return orThrow(await beginSuperiorFile({ unitId, request: body }, parts, actorOf(request, clock())))
      },
    )

    app.get(
      '/api/exports/superior/:id',
      { config: { access: makers }, schema: { params: ByJob, response: { 200: SuperiorFileJob } } },
      async (request) => viewJob(request.params.id, await jobOf(request, request.params.id)),
    )

    app.delete(
      '/api/exports/superior/:id',
      { config: { access: makers }, schema: { params: ByJob } },
      async (request, reply) => {
        await jobOf(request, request.params.id)
        jobs.end(request.params.id)
        return reply.status(204).send()
      },
    )

    app.get(
      '/api/exports/superior/:id/file',
      { config: { access: makers }, exposeHeadRoute: false, schema: { params: ByJob } },
      async (request, reply) => {
        const { about, state, file, fileName } = await jobOf(request, request.params.id)
        if (state !== 'done' || about.format === 'summary') throw new ApiError('not_found')
        return reply
          .type(contentTypes[about.format])
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .header('content-length', (await stat(file)).size)
          .header('cache-control', 'no-store')
          .send(createReadStream(file))
      },
    )
  }
