import { Counter, CounterChange, CounterList, CounterRequest } from '#contract/counters'
import type { CounterStores } from '../../services/office/counters.ts'
import { changeCounter, createCounter, unitOfCounter } from '../../services/office/counters.ts'
import type { CounterRow } from '../../store/office/counters.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import { ById, OfUnit } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface CounterParts extends CounterStores {
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const

/** Quầy of a unit. */
export const counterRoutes =
  (parts: CounterParts): Routes =>
  (app) => {
    const { counters, scope, clock } = parts

    const listed = { querystring: OfUnit, response: { 200: CounterList } }
    app.get('/api/counters', { config: { access: everyRole }, schema: listed }, async (request) => {
      const unit = await scope.unit(request, request.query.unit)
      return { counters: (await counters.of([unit.id])).map((counter) => toCounter(counter, unit)) }
    })

    const created = { body: CounterRequest, response: { 200: Counter } }
    app.post('/api/counters', { config: { access: editors }, schema: created }, async (request) => {
      const { unit: code, ...order } = request.body
      const unit = await scope.unit(request, code)
      const creation = { unitId: unit.id, request: order }
      return toCounter(orThrow(await createCounter(parts, creation, actorOf(request, clock()))), unit)
    })

    const changed = { params: ById, body: CounterChange, response: { 200: Counter } }
    app.patch('/api/counters/:id', { config: { access: editors }, schema: changed }, async (request) => {
      const { id } = request.params
      const unitId = orThrow(await unitOfCounter(parts, id))
      const unit = await scope.unitById(request, unitId)
      const edit = { unitId, id, change: request.body }
      return toCounter(orThrow(await changeCounter(parts, edit, actorOf(request, clock()))), unit)
    })
  }

const toCounter = ({ id, name, siteId, stage, areas, retired }: CounterRow, unit: UnitRow): Counter => ({
  id: String(id),
  unit: unit.code,
  site: siteId === null ? null : String(siteId),
  name,
  stage,
  areas: [...areas],
  retired,
})
