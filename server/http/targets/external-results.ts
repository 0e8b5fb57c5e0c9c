import {
  ExternalResult,
  ExternalResultList,
  ExternalResultQuery,
  ExternalResultRequest,
} from '#contract/external-results'
import type { ExternalResultStores } from '../../services/targets/external-results.ts'
import { createExternalResult, externalResultsFor, unitOfResult } from '../../services/targets/external-results.ts'
import { actorOf, everyRole } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface ExternalResultParts extends ExternalResultStores {
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const
/** Every day there is. */
const always = { from: '0000-01-01', to: '9999-12-31' }

/** Results that others found, beside targets no kiosk can answer; never mixed with answers given here. */
export const externalResultRoutes =
  (parts: ExternalResultParts): Routes =>
  (app) => {
    const { externalResults, scope, clock } = parts

    app.get(
      '/api/external-results',
      {
        config: { access: everyRole },
        schema: { querystring: ExternalResultQuery, response: { 200: ExternalResultList } },
      },
      async (request) => {
        const { unit: code, from = always.from, to = always.to } = request.query
        const unit = await scope.unit(request, code)
        return { results: await externalResultsFor(parts, unit, { from, to }) }
      },
    )

    app.post(
      '/api/external-results',
      { config: { access: editors }, schema: { body: ExternalResultRequest, response: { 200: ExternalResult } } },
      async (request) => {
        const unit = await scope.unit(request, request.body.unit)
        const order = { unit, request: request.body }
        return orThrow(await createExternalResult(parts, order, actorOf(request, clock())))
      },
    )

    app.delete(
      '/api/external-results/:id',
      { config: { access: editors }, schema: { params: ById } },
      async (request, reply) => {
        await scope.check(request, orThrow(await unitOfResult(parts, request.params.id)))
        await externalResults.retire(request.params.id, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }
