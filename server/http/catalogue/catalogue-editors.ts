import type { FastifyRequest } from 'fastify'
import type { Attribution } from '#core/ledger/actor'
import type { Units } from '../../store/office/units.ts'
import { actorOf, principalOf } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'

/** Who keeps up the lists that all units of an installation share. */
export const listEditors = ['admin', 'manager'] as const

export interface ListEditing {
  readonly units: Units
  readonly clock: () => number
}

/**
 * Who edits a list that all units share: only someone of a unit that stands under no other, for a change reaches every
 * commune of a province.
 * @throws outside_scope
 */
export async function listEditor(request: FastifyRequest, { units, clock }: ListEditing): Promise<Attribution> {
  const chain = await units.chain(principalOf(request).unitId)
  if (chain.length > 1) throw new ApiError('outside_scope')
  return actorOf(request, clock())
}
