import {
  ExternalResult,
  ExternalResultList,
  ExternalResultQuery,
  ExternalResultRequest,
} from '#contract/external-results'
import type { RequiredShare } from '#core/statistics/target'
import { judgeShare } from '#core/statistics/target'
import { targetInForce } from '#core/statistics/target-choice'
import { targetGroups } from '#core/statistics/target-groups'
import type { ExternalResultRow, ExternalResults } from '../../store/targets/external-results.ts'
import type { TargetRow, Targets } from '../../store/targets/targets.ts'
import type { UnitRow, Units } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface ExternalResultParts {
  readonly externalResults: ExternalResults
  readonly targets: Targets
  readonly units: Units
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const
/** Every day there is. */
const always = { from: '0000-01-01', to: '9999-12-31' }

/** Results that others found, beside targets no kiosk can answer; never mixed with answers given here. */
export const externalResultRoutes =
  ({ externalResults, targets, units, scope, clock }: ExternalResultParts): Routes =>
  (app) => {
    const showing = async (unit: UnitRow): Promise<(result: ExternalResultRow) => ExternalResult> => {
      const chain = await units.chain(unit.id)
      const set = await targets.of(chain)
      return (result) => shown(result, { unit, target: targetOf(result, chain, set) })
    }

    app.get(
      '/api/external-results',
      {
        config: { access: everyRole },
        schema: { querystring: ExternalResultQuery, response: { 200: ExternalResultList } },
      },
      async (request) => {
        const { unit: code, from = always.from, to = always.to } = request.query
        const unit = await scope.unit(request, code)
        return { results: (await externalResults.of({ unitId: unit.id, from, to })).map(await showing(unit)) }
      },
    )

    app.post(
      '/api/external-results',
      { config: { access: editors }, schema: { body: ExternalResultRequest, response: { 200: ExternalResult } } },
      async (request) => {
        const { body } = request
        const unit = await scope.unit(request, body.unit)
        if (!targetGroups.includes(body.group))
          throw new ApiError('unknown_code', [{ path: 'group', code: 'unknown_group' }])
        const known = await externalResults.of({ unitId: unit.id, from: body.periodFrom, to: body.periodTo })
        if (known.some((result) => isSame(result, body))) throw new ApiError('already_exists')
        const id = await externalResults.create(unit.id, body, actorOf(request, clock()))
        const { group, value, source, periodFrom, periodTo, answers = null, note = null } = body
        const stored = { id, unitId: unit.id, group, value, source, periodFrom, periodTo, answers, note }
        return (await showing(unit))(stored)
      },
    )

    app.delete(
      '/api/external-results/:id',
      { config: { access: editors }, schema: { params: ById } },
      async (request, reply) => {
        const unitId = await externalResults.unitOf(request.params.id)
        if (unitId === null) throw new ApiError('not_found')
        await scope.check(request, unitId)
        await externalResults.retire(request.params.id, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }

const isSame = (result: ExternalResultRow, asked: ExternalResultRequest): boolean =>
  result.group === asked.group &&
  result.value === asked.value &&
  result.source === asked.source &&
  result.periodFrom === asked.periodFrom &&
  result.periodTo === asked.periodTo

const targetOf = (
  { group, periodTo: date }: ExternalResultRow,
  chain: readonly number[],
  set: readonly TargetRow[],
): RequiredShare | null => targetInForce(set, { chain, groups: [group], date, measure: 'external', stage: null })

function shown(
  result: ExternalResultRow,
  { unit, target }: { readonly unit: UnitRow; readonly target: RequiredShare | null },
): ExternalResult {
  const { id, group, value, source, periodFrom, periodTo, answers, note } = result
  const judged = judgeShare({ share: value, answers }, target, unit.minimum_answers)
  return {
    ...{ id: String(id), unit: unit.code, group, value, source, periodFrom, periodTo, answers, note },
    ...judged,
    target: shownTarget(target),
  }
}

const shownTarget = (target: RequiredShare | null): ExternalResult['target'] =>
  target && { ...target, stages: target.stages ? [...target.stages] : null }
