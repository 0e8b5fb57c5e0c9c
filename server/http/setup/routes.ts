import type { FastifyRequest } from 'fastify'
import { FolderCheck, FolderReply, Setup, SetupAnswer, SetupStatus } from '#contract/setup'
import type { Reference } from '../../store/catalogue/reference.ts'
import type { Settings } from '../../store/office/settings.ts'
import type { SetupStore } from '../../store/setup/setup.ts'
import type { UnitRow, Units } from '../../store/office/units.ts'
import { z } from 'zod'
import { actorOf, principalOf } from '../access/access.ts'
import { checkFolder } from '../../services/backups/folder-check.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'
import { changeOf } from '../../services/setup/setup-change.ts'
import { progressAfter, progressFrom } from '../../services/setup/setup-progress.ts'
import { describeSetup } from '../../services/setup/setup-view.ts'

export interface SetupParts {
  readonly setup: SetupStore
  readonly settings: Settings
  readonly units: Units
  readonly reference: Reference
  readonly scope: Scope
  readonly dataDir: string
  readonly clock: () => number
}

const OfUnit = z.strictObject({ unit: z.string().optional() })
const admin = { access: ['admin'] } as const

/** The questions an office answers once, one after the other, and may answer anew at any time. */
export const setupRoutes =
  (parts: SetupParts): Routes =>
  (app) => {
    const { setup, units, scope, clock, dataDir } = parts

    const statusOf = async (unit: UnitRow): Promise<SetupStatus> => ({
      progress: progressFrom(await parts.settings.get(unit.id, 'setup.progress')),
      first: (await units.first())?.id === unit.id,
    })
    const isAtRoot = async (request: FastifyRequest): Promise<boolean> =>
      (await units.byId(principalOf(request).unitId)).parent_id === null
    const view = async (request: FastifyRequest, unit: UnitRow): Promise<Setup> =>
      describeSetup(parts, unit, { ...(await statusOf(unit)), ...(await whoAsks(request)) })
    const whoAsks = async (request: FastifyRequest) => ({
      atRoot: await isAtRoot(request),
      account: accountOf(request),
    })

    const asked = { querystring: OfUnit, response: { 200: Setup } }
    app.get('/api/setup', { config: admin, schema: asked }, async (request) =>
      view(request, await scope.unit(request, request.query.unit)),
    )

    const status = { querystring: OfUnit, response: { 200: SetupStatus } }
    app.get('/api/setup/progress', { config: admin, schema: status }, async (request) =>
      statusOf(await scope.unit(request, request.query.unit)),
    )

    const answered = { body: SetupAnswer, response: { 200: Setup } }
    app.put('/api/setup', { config: admin, schema: answered }, async (request) => {
      const answer = request.body
      const unit = await scope.unit(request, answer.unit)
      const { first, progress } = await statusOf(unit)
      // There is one database, so the folder is settled once, by whoever looks after all of it.
      if (answer.step === 'backup' && !(first && (await isAtRoot(request)))) throw new ApiError('outside_scope')
      const change = await changeOf(answer, { dataDir, account: accountOf(request) })
      const place = { unit, progress: JSON.stringify(progressAfter(progress, answer)), by: actorOf(request, clock()) }
      const issues = await setup.answer(change, place)
      if (issues.length > 0) throw new ApiError('invalid_request', issues)
      return view(request, await units.byId(unit.id))
    })

    const checked = { body: FolderCheck, response: { 200: FolderReply } }
    app.post('/api/setup/check-folder', { config: admin, schema: checked }, async (request) => {
      if (!(await isAtRoot(request))) throw new ApiError('outside_scope')
      const found = await checkFolder(request.body, dataDir)
      if (typeof found === 'string') throw new ApiError('invalid_request', [{ path: 'folder', code: found }])
      return found
    })
  }

/** The caller's account; null for an API token. */
function accountOf(request: FastifyRequest): { readonly id: number; readonly username: string } | null {
  const { name, session } = principalOf(request)
  return session?.accountId === undefined || session.accountId === null
    ? null
    : { id: session.accountId, username: name }
}
