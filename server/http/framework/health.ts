import type { FastifyBaseLogger } from 'fastify'
import { Health } from '#contract/operations'
import { definedOnly } from '#core/text/defined-only'
import type { Intake } from '../../store/ratings/intake.ts'
import type { Database } from '../../store/engine/database.ts'
import type { StorageTrouble } from '../../store/engine/trouble.ts'
import { ApiError } from './errors.ts'
import type { Routes } from './routes.ts'

export interface HealthParts {
  readonly database: Database
  readonly storage: { look(log: FastifyBaseLogger): Promise<StorageTrouble | null> }
  readonly devices: { ahead(): Promise<readonly unknown[]> }
  readonly intake: Intake
  readonly version: string
  readonly clockWatch: { isCertain(): boolean }
  readonly demo?: true
}

/** Says whether the server can store: 503 after a storage failure, while another program holds the file, or when it is gone. */
export const healthRoutes =
  ({ database, storage, devices, intake, version, clockWatch, demo }: HealthParts): Routes =>
  (app) => {
    app.get('/healthz', { config: { access: 'anyone' }, schema: { response: { 200: Health } } }, async (request) => {
      if (!intake.healthy()) throw new ApiError('storage_failed')
      const trouble = await storage.look(request.log)
      if (trouble !== null) throw new ApiError(`storage_${trouble}`)
      await database.ping()
      const time = clockWatch.isCertain() ? undefined : ('uncertain' as const)
      const behind = (await devices.ahead()).length > 0 ? (true as const) : undefined
      return { status: 'ok' as const, version, database: 'sqlite', ...definedOnly({ time, behind, demo }) }
    })
  }
