import type { Role } from '#contract/roles'
import type { Reference } from '../../store/catalogue/reference.ts'
import { ApiError } from '../framework/errors.ts'

/**
 * The ids of the areas an officer is given. Other roles see all areas and are given none.
 *
 * @throws invalid_request at `areas`: `required` for an officer without any, `only_officer`, `unknown_area`
 */
export async function areaIdsFor(role: Role, codes: readonly string[], reference: Reference): Promise<number[]> {
  const refuse = (code: string) => new ApiError('invalid_request', [{ path: 'areas', code }])
  if (role !== 'officer' && codes.length > 0) throw refuse('only_officer')
  if (role === 'officer' && codes.length === 0) throw refuse('required')
  const known = new Map((await reference.areasInUse()).map(({ id, code }) => [code, id]))
  return codes.map((code) => {
    const id = known.get(code)
    if (id === undefined) throw refuse('unknown_area')
    return id
  })
}
