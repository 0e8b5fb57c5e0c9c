import { Health } from '#contract/operations'
import { definedOnly } from '#core/text/defined-only'
import type { Intake } from '../../store/ratings/intake.ts'
import type { Database } from '../../store/engine/database.ts'
import { ApiError } from './errors.ts'
import type { Routes } from './routes.ts'

export interface HealthParts {
  readonly database: Database
  readonly intake: Intake
  readonly version: string
  readonly demo?: true
}

/** Says whether the server can store: 503 after a storage failure, or when the database does not answer. */
export const healthRoutes =
  ({ database, intake, version, demo }: HealthParts): Routes =>
  (app) => {
    app.get('/healthz', { config: { access: 'anyone' }, schema: { response: { 200: Health } } }, async () => {
      if (!intake.healthy()) throw new ApiError('storage_failed')
      await database.ping()
      return { status: 'ok' as const, version, database: 'sqlite', ...definedOnly({ demo }) }
    })
  }
