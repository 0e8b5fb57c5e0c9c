import type { FastifyRequest } from 'fastify'
import { FolderCheck, FolderReply, Setup, SetupAnswer, SetupStatus } from '#contract/setup'
import type { SetupCaller, SetupStores } from '../../services/setup/answer-setup.ts'
import { answerSetup, readSetup, setupStatus } from '../../services/setup/answer-setup.ts'
import { checkBackupFolder } from '../../services/setup/setup-change.ts'
import { actorOf, principalOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { ApiError, orThrow } from '../framework/errors.ts'
import { OfUnit } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface SetupParts extends SetupStores {
  readonly scope: Scope
  readonly clock: () => number
}

const admin = { access: ['admin'] } as const

/** The questions an office answers once, one after the other, and may answer anew at any time. */
export const setupRoutes =
  (parts: SetupParts): Routes =>
  (app) => {
    const { units, scope, clock } = parts

    const callerOf = async (request: FastifyRequest): Promise<SetupCaller> => ({
      atRoot: (await units.byId(principalOf(request).unitId)).parent_id === null,
      account: accountOf(request),
    })

    const read = { querystring: OfUnit, response: { 200: Setup } }
    app.get('/api/setup', { config: admin, schema: read }, async (request) => {
      const unit = await scope.unit(request, request.query.unit)
      return readSetup(parts, unit, await callerOf(request))
    })

    const status = { querystring: OfUnit, response: { 200: SetupStatus } }
    app.get('/api/setup/progress', { config: admin, schema: status }, async (request) =>
      setupStatus(parts, await scope.unit(request, request.query.unit)),
    )

    const answered = { body: SetupAnswer, response: { 200: Setup } }
    app.put('/api/setup', { config: admin, schema: answered }, async (request) => {
      const answer = request.body
      const unit = await scope.unit(request, answer.unit)
      const step = { unit, answer, caller: await callerOf(request) }
      return orThrow(await answerSetup(parts, step, actorOf(request, clock())))
    })

    const checked = { body: FolderCheck, response: { 200: FolderReply } }
    app.post('/api/setup/check-folder', { config: admin, schema: checked }, async (request) => {
      if (!(await callerOf(request)).atRoot) throw new ApiError('outside_scope')
      return orThrow(await checkBackupFolder(request.body, parts))
    })
  }

/** The caller's account; null for an API token. */
function accountOf(request: FastifyRequest): SetupCaller['account'] {
  const { name, session } = principalOf(request)
  const id = session?.accountId ?? null
  return id === null ? null : { id, username: name }
}
