import type { FastifyRequest } from 'fastify'
import type { UnitRow, Units } from '../../store/office/units.ts'
import { principalOf } from './access.ts'
import { ApiError } from '../framework/errors.ts'

/** Finds units and checks that the caller may see them: their own unit and all below it. */
export interface Scope {
  /** @throws unknown_unit, outside_scope; without a code the caller's own unit */
  unit(request: FastifyRequest, code?: string): Promise<UnitRow>
  /** @throws outside_scope when the unit lies outside the caller's scope */
  check(request: FastifyRequest, unitId: number): Promise<void>
  /** The unit with this id. @throws outside_scope */
  unitById(request: FastifyRequest, unitId: number): Promise<UnitRow>
  /** A unit as above and everything below it. @throws unknown_unit, outside_scope */
  under(request: FastifyRequest, code?: string): Promise<UnitRow[]>
  /** The caller's unit and everything below it. */
  units(request: FastifyRequest): Promise<UnitRow[]>
}

/** Scopes by the unit tree, read at every request. */
export function createScope(units: Units): Scope {
  const check = async (request: FastifyRequest, unitId: number): Promise<void> => {
    const chain = await units.chain(unitId)
    if (!chain.includes(principalOf(request).unitId)) throw new ApiError('outside_scope')
  }
  const unitFor = async (request: FastifyRequest, code?: string): Promise<UnitRow> => {
    if (code === undefined) return units.byId(principalOf(request).unitId)
    const unit = await units.byCode(code)
    if (!unit) throw new ApiError('unknown_unit')
    await check(request, unit.id)
    return unit
  }
  return {
    check,
    unitById: async (request, unitId) => {
      await check(request, unitId)
      return units.byId(unitId)
    },
    units: (request) => units.under(principalOf(request).unitId),
    unit: unitFor,
    under: async (request, code) => units.under((await unitFor(request, code)).id),
  }
}
