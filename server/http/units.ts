import { z } from 'zod'
import { AreaList, Unit, UnitChange, UnitList } from '#contract/units'
import type { Reference } from '../store/reference.ts'
import type { UnitRow, Units } from '../store/units.ts'
import { actorOf, everyRole } from './access.ts'
import type { Routes } from './routes.ts'
import type { Scope } from './scope.ts'

export interface UnitParts {
  readonly units: Units
  readonly reference: Reference
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const

/** Units within the caller's scope with the settings that figures depend on, and the areas of the office. */
export const unitRoutes =
  ({ units, reference, scope, clock }: UnitParts): Routes =>
  (app) => {
    app.get(
      '/api/units',
      { config: { access: everyRole }, schema: { response: { 200: UnitList } } },
      async (request) => {
        const seen = await scope.units(request)
        const codes = new Map(seen.map((unit) => [unit.id, unit.code]))
        return { units: seen.map((unit) => shown(unit, codes)) }
      },
    )

    app.patch(
      '/api/units/:code',
      {
        config: { access: editors },
        schema: { params: z.object({ code: z.string() }), body: UnitChange, response: { 200: Unit } },
      },
      async (request) => {
        const unit = await scope.unit(request, request.params.code)
        await units.change(unit, request.body, actorOf(request, clock()))
        const seen = await scope.units(request)
        return shown(await units.byId(unit.id), new Map(seen.map(({ id, code }) => [id, code])))
      },
    )

    app.get('/api/areas', { config: { access: everyRole }, schema: { response: { 200: AreaList } } }, async () => {
      const areas = await reference.areasInUse()
      return { areas: areas.map(({ code, name, label, groups }) => ({ code, name, label, groups: [...groups] })) }
    })
  }

const shown = (unit: UnitRow, codes: ReadonlyMap<number, string>): Unit => ({
  code: unit.code,
  name: unit.name,
  parent: unit.parent_id === null ? null : (codes.get(unit.parent_id) ?? null),
  cutOffDay: unit.cut_off_day,
  minimumAnswers: unit.minimum_answers,
})
