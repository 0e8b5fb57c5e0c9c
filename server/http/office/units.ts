import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Unit, UnitChange, UnitList } from '#contract/units'
import type { UnitRow, Units } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface UnitParts {
  readonly units: Units
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const

/** Units within the caller's scope with the settings that figures depend on. */
export const unitRoutes =
  ({ units, scope, clock }: UnitParts): Routes =>
  (app) => {
    const describe = async (request: FastifyRequest): Promise<Unit[]> => {
      const seen = await scope.units(request)
      const codes = new Map(seen.map((unit) => [unit.id, unit.code]))
      const firstDays = inherited(seen, await units.firstDays([...codes.keys()]))
      return seen.map((unit) => shown(unit, codes, firstDays.get(unit.id) ?? null))
    }

    app.get(
      '/api/units',
      { config: { access: everyRole }, schema: { response: { 200: UnitList } } },
      async (request) => {
        return { units: await describe(request) }
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
        const changed = (await describe(request)).find(({ code }) => code === unit.code)
        if (!changed) throw new ApiError('unknown_unit')
        return changed
      },
    )
  }

/** The first day of each unit or of any below it; units come parents first. */
function inherited(units: readonly UnitRow[], own: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  const first = new Map(own)
  for (const { id, parent_id: parent } of [...units].reverse()) {
    const day = first.get(id)
    const known = parent === null ? undefined : first.get(parent)
    if (parent !== null && day !== undefined && (known === undefined || day < known)) first.set(parent, day)
  }
  return first
}

const shown = (unit: UnitRow, codes: ReadonlyMap<number, string>, firstDay: string | null): Unit => ({
  firstDay,
  code: unit.code,
  name: unit.name,
  parent: unit.parent_id === null ? null : (codes.get(unit.parent_id) ?? null),
  cutOffDay: unit.cut_off_day,
  minimumAnswers: unit.minimum_answers,
})
