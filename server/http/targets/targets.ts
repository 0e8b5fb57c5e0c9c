import { z } from 'zod'
import { Code } from '#contract/codes'
import { Target, TargetList, TargetPresetList, TargetRequest } from '#contract/targets'
import type { TargetPreset } from '#contract/targets'
import { groupRank, isFedByKiosks, targetGroups } from '#core/statistics/target-groups'
import { contradictionsOf, stagesKey } from '#core/statistics/target-choice'
import { targetSourceOf } from '#core/words/targets'
import type { Reference } from '../../store/catalogue/reference.ts'
import type { TargetRow, Targets } from '../../store/targets/targets.ts'
import type { Units } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface PlanParts {
  readonly targets: Targets
  readonly units: Units
  readonly reference: Reference
  readonly scope: Scope
  readonly targetPresets: readonly TargetPreset[]
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const

/** Chỉ tiêu of the office's plan: those of the unit and those it inherits. */
export const planRoutes =
  (parts: PlanParts): Routes =>
  (app) => {
    const { targets, scope, targetPresets, clock } = parts

    app.get(
      '/api/targets',
      {
        config: { access: everyRole },
        schema: { querystring: z.strictObject({ unit: Code.optional() }), response: { 200: TargetList } },
      },
      async (request) => {
        const unit = await scope.unit(request, request.query.unit)
        return { targets: await shownOf(unit.id, parts) }
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
        const unit = await scope.unit(request, request.body.unit)
        await checkTarget(request.body, { unitId: unit.id, replaced: null }, parts)
        const id = await targets.create(unit.id, request.body, actorOf(request, clock()))
        return shownById(id, unit.id, parts)
      },
    )

    app.put(
      '/api/targets/:id',
      { config: { access: editors }, schema: { params: ById, body: TargetRequest, response: { 200: Target } } },
      async (request) => {
        const replaced = request.params.id
        const unitId = await targets.unitOf(replaced)
        if (unitId === null) throw new ApiError('not_found')
        await scope.check(request, unitId)
        const unit = await scope.unit(request, request.body.unit)
        if (unit.id !== unitId) throw new ApiError('invalid_request', [{ path: 'unit', code: 'not_changeable' }])
        await checkTarget(request.body, { unitId, replaced }, parts)
        const id = await targets.replace(replaced, request.body, actorOf(request, clock()))
        if (id === null) throw new ApiError('not_found')
        return shownById(id, unitId, parts)
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

/** All areas first, then group by group; of one group the newest first. */
async function shownOf(unitId: number, { targets, units }: PlanParts): Promise<Target[]> {
  const chain = await units.chain(unitId)
  const codes = new Map<number, string>()
  for (const id of chain) codes.set(id, (await units.byId(id)).code)
  const all = await targets.of(chain)
  return all
    .toSorted((one, other) => groupRank(one.group) - groupRank(other.group))
    .map((target) => shown(target, codes.get(target.unitId) ?? '', all))
}

async function shownById(id: number, unitId: number, parts: PlanParts): Promise<Target> {
  const found = (await shownOf(unitId, parts)).find((target) => target.id === String(id))
  if (!found) throw new ApiError('not_found')
  return found
}

/** @throws unknown_code, already_exists: the same target entered twice would leave nobody knowing which one counts */
async function checkTarget(
  asked: TargetRequest,
  { unitId, replaced }: { readonly unitId: number; readonly replaced: number | null },
  { targets, reference }: PlanParts,
): Promise<void> {
  const ofAreas = (await reference.areasInUse()).flatMap((area) => area.groups)
  const groups = new Set([...targetGroups, ...ofAreas])
  if (!groups.has(asked.group)) throw new ApiError('unknown_code', [{ path: 'group', code: 'unknown_group' }])
  const isFed = isFedByKiosks(asked.group) || ofAreas.includes(asked.group)
  if (!isFed && asked.measure !== 'external')
    throw new ApiError('invalid_request', [{ path: 'measure', code: 'only_external' }])
  const others = (await targets.of([unitId])).filter(({ id }) => id !== replaced)
  if (others.some((target) => isSame(target, asked))) throw new ApiError('already_exists')
}

const isSame = (target: TargetRow, asked: TargetRequest): boolean =>
  target.measure === (asked.measure ?? 'share') &&
  target.group === asked.group &&
  stagesKey(target.stages) === stagesKey(asked.stages ?? null) &&
  target.operator === asked.operator &&
  target.value === asked.value &&
  target.validFrom === asked.validFrom &&
  target.validTo === asked.validTo &&
  target.source === targetSourceOf(asked)

const shown = (target: TargetRow, unit: string, all: readonly TargetRow[]): Target => ({
  id: String(target.id),
  unit,
  measure: target.measure,
  group: target.group,
  stages: target.stages ? [...target.stages] : null,
  operator: target.operator,
  value: target.value,
  validFrom: target.validFrom,
  validTo: target.validTo,
  document: target.document,
  sentence: target.sentence,
  source: target.source,
  version: target.version,
  contradicts: contradictionsOf(target, all).map(String),
})
