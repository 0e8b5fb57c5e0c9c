import { z } from 'zod'
import { Target, TargetList, TargetRequest } from '#contract/targets'
import type { Reference } from '../store/reference.ts'
import type { TargetRow, Targets } from '../store/targets.ts'
import type { Units } from '../store/units.ts'
import { actorOf, everyRole } from './access.ts'
import { ApiError } from './errors.ts'
import { ById } from './params.ts'
import type { Routes } from './routes.ts'
import type { Scope } from './scope.ts'

export interface TargetParts {
  readonly targets: Targets
  readonly units: Units
  readonly reference: Reference
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const

/** Chỉ tiêu of the office's plan: those of the unit and those it inherits. */
export const targetRoutes =
  ({ targets, units, reference, scope, clock }: TargetParts): Routes =>
  (app) => {
    app.get(
      '/api/targets',
      {
        config: { access: everyRole },
        schema: { querystring: z.strictObject({ unit: z.string().optional() }), response: { 200: TargetList } },
      },
      async (request) => {
        const unit = await scope.unit(request, request.query.unit)
        const chain = await units.chain(unit.id)
        const codes = new Map<number, string>()
        for (const id of chain) codes.set(id, (await units.byId(id)).code)
        return { targets: (await targets.of(chain)).map((target) => shown(target, codes.get(target.unitId) ?? '')) }
      },
    )

    app.post(
      '/api/targets',
      { config: { access: editors }, schema: { body: TargetRequest, response: { 200: Target } } },
      async (request) => {
        const unit = await scope.unit(request, request.body.unit)
        const groups = new Set(['chung', ...(await reference.areasInUse()).flatMap((area) => area.groups)])
        if (!groups.has(request.body.group))
          throw new ApiError('unknown_code', [{ path: 'group', code: 'unknown_group' }])
        if ((await targets.of([unit.id])).some((target) => isSame(target, request.body)))
          throw new ApiError('already_exists')
        const by = actorOf(request, clock())
        const id = await targets.create(unit.id, request.body, by)
        return { id: String(id), ...request.body }
      },
    )

    app.delete(
      '/api/targets/:id',
      { config: { access: editors }, schema: { params: ById } },
      async (request, reply) => {
        const unitId = await targets.unitOf(request.params.id)
        if (unitId === null) throw new ApiError('not_found')
        await scope.check(request, unitId)
        await targets.retire(request.params.id, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }

/** The same target entered twice would leave nobody knowing which one counts. */
const isSame = (target: TargetRow, asked: TargetRequest): boolean =>
  target.group === asked.group &&
  target.operator === asked.operator &&
  target.value === asked.value &&
  target.validFrom === asked.validFrom &&
  target.validTo === asked.validTo &&
  target.source === asked.source

const shown = (target: TargetRow, unit: string): Target => ({
  id: String(target.id),
  unit,
  group: target.group,
  operator: target.operator,
  value: target.value,
  validFrom: target.validFrom,
  validTo: target.validTo,
  source: target.source,
})
