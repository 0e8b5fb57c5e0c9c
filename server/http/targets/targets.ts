import { z } from 'zod'
import { civilDate } from '#core/time/civil-time'
import { Code } from '#contract/codes'
import { Target, TargetList, TargetPresetList, TargetRequest } from '#contract/targets'
import type { TargetPreset } from '#contract/targets'
import type { TargetStores } from '../../services/targets/targets.ts'
import { createTarget, replaceTarget, targetsFor, unitOfTarget } from '../../services/targets/targets.ts'
import { actorOf, everyRole } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface PlanParts extends TargetStores {
  readonly scope: Scope
  readonly targetPresets: readonly TargetPreset[]
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const
const OfUnitCode = z.strictObject({ unit: Code.optional() })

/** Chỉ tiêu of the office's plan: those of the unit and those it inherits. */
export const planRoutes =
  (parts: PlanParts): Routes =>
  (app) => {
    const { targets, scope, targetPresets, clock } = parts

    app.get(
      '/api/targets',
      { config: { access: everyRole }, schema: { querystring: OfUnitCode, response: { 200: TargetList } } },
      async (request) => {
        const unit = await scope.unit(request, request.query.unit)
        return { targets: await targetsFor(parts, unit.id, civilDate(clock())) }
      },
    )

    app.get(
      '/api/target-presets',
      { config: { access: everyRole }, schema: { response: { 200: TargetPresetList } } },
      () => ({ presets: [...targetPresets] }),
    )

    app.post(
      '/api/targets',
      { config: { access: editors }, schema: { body: TargetRequest, response: { 200: Target } } },
      async (request) => {
        const { id: unitId } = await scope.unit(request, request.body.unit)
        const order = { unitId, request: request.body }
        return orThrow(await createTarget(parts, order, actorOf(request, clock())))
      },
    )

    app.put(
      '/api/targets/:id',
      { config: { access: editors }, schema: { params: ById, body: TargetRequest, response: { 200: Target } } },
      async (request) => {
        const { id } = request.params
        const unitId = orThrow(await unitOfTarget(parts, id))
        await scope.check(request, unitId)
        const { id: newUnitId } = await scope.unit(request, request.body.unit)
        const replacement = { id, unitId, newUnitId, request: request.body }
        return orThrow(await replaceTarget(parts, replacement, actorOf(request, clock())))
      },
    )

    app.delete(
      '/api/targets/:id',
      { config: { access: editors }, schema: { params: ById } },
      async (request, reply) => {
        await scope.check(request, orThrow(await unitOfTarget(parts, request.params.id)))
        await targets.retire(request.params.id, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }
