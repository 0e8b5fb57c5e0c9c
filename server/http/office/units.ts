import { z } from 'zod'
import { Unit, UnitChange, UnitList } from '#contract/units'
import type { UnitInTree } from '../../services/office/units.ts'
import { unitTree } from '../../services/office/units.ts'
import type { Editions } from '../../store/editions/editions.ts'
import type { Units } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface UnitParts {
  readonly units: Units
  readonly editions: Pick<Editions, 'newestPeriods'>
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const
const ByCode = z.object({ code: z.string() })

/** Units within the caller's scope with the settings that figures depend on. */
export const unitRoutes =
  ({ units, editions, scope, clock }: UnitParts): Routes =>
  (app) => {
    app.get(
      '/api/units',
      { config: { access: everyRole }, schema: { response: { 200: UnitList } } },
      async (request) => ({ units: (await unitTree({ units, editions }, await scope.units(request))).map(toUnit) }),
    )

    app.patch(
      '/api/units/:code',
      { config: { access: editors }, schema: { params: ByCode, body: UnitChange, response: { 200: Unit } } },
      async (request) => {
        const unit = await scope.unit(request, request.params.code)
        await units.change(unit, request.body, actorOf(request, clock()))
        const changed = (await unitTree({ units, editions }, await scope.units(request))).find(
          (one) => one.unit.id === unit.id,
        )
        if (!changed) throw new ApiError('unknown_unit')
        return toUnit(changed)
      },
    )
  }

const toUnit = ({ unit, parent, firstDay, closedPeriod }: UnitInTree): Unit => ({
  firstDay,
  closedPeriod,
  code: unit.code,
  name: unit.name,
  parent,
  cutOffDay: unit.cut_off_day,
  minimumAnswers: unit.minimum_answers,
})
