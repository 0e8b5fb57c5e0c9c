import type { Readable } from 'node:stream'
import { finished } from 'node:stream'
import { ExportQuery } from '#contract/exports'
import { civilDate } from '#core/time/period'
import { exportFileName, finishedMonths } from '../../services/exports/export-range.ts'
import type { Places } from '../../services/exports/places.ts'
import { createPlaces } from '../../services/exports/places.ts'
import { contentTypes } from '../../services/exports/responses-file.ts'
import { streamFromWorker } from '../../services/exports/worker-stream.ts'
import type { Exports } from '../../store/ratings/microdata.ts'
import type { Units } from '../../store/office/units.ts'
import { principalOf } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface ExportParts {
  readonly scope: Scope
  readonly units: Units
  readonly exports: Exports
  /** The built worker. */
  readonly workerFile: string
  readonly clock: () => number
}

/** Exports a server runs at once: each is a thread with a database connection of its own. */
const EXPORTS_AT_ONCE = 3

/** `GET /api/exports/responses`: de-identified microdata of whole months that have ended, streamed while taps go on. */
export const exportRoutes =
  ({ scope, units, exports, workerFile, clock }: ExportParts): Routes =>
  (app) => {
    const places = createPlaces(EXPORTS_AT_ONCE)
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
        const unitIds = (await units.under(unit.id)).map(({ id }) => id)
        const now = clock()
        const range = finishedMonths({ from, to, today: civilDate(now), firstDay: await exports.firstDay(unitIds) })
        if (!('from' in range)) throw new ApiError('month_not_finished', range)
        const stream = await inPlace(places, async () => {
          await exports.audit({
            at: new Date(now).toISOString(),
            actor: principalOf(request).name,
            action: 'export.responses',
            subject: unit.code,
            unitId: unit.id,
            detail: { ...range, format },
          })
          const { databaseFile } = exports
          return streamFromWorker(workerFile, { databaseFile, unitIds, ...range, format })
        })
        return reply
          .type(contentTypes[format])
          .header('content-disposition', `attachment; filename="${exportFileName(unit.code, range, format)}"`)
          .header('cache-control', 'no-store')
          .send(stream)
      },
    )
  }

/** Holds a place until the stream has ended, failed or been closed. @throws too_many_exports */
async function inPlace(places: Places, begin: () => Promise<Readable>): Promise<Readable> {
  const giveBack = places.take()
  if (!giveBack) throw new ApiError('too_many_exports')
  try {
    const stream = await begin()
    finished(stream, giveBack)
    return stream
  } catch (error) {
    giveBack()
    throw error
  }
}
