import type { Role } from '#contract/people/roles'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'

/**
 * The ids of the areas an officer is given. Other roles see all areas and are given none.
 *
 * @returns a refusal at `areas`: `required` for an officer without any, `only_officer`, `unknown_area`
 */
export async function areaIdsFor(
  role: Role,
  codes: readonly string[],
  areas: Pick<Areas, 'inUse'>,
): Promise<number[] | Refusal> {
  if (role !== 'officer' && codes.length > 0) return refuseAreas('only_officer')
  if (role === 'officer' && codes.length === 0) return refuseAreas('required')
  const known = new Map((await areas.inUse()).map(({ id, code }) => [code, id]))
  const ids = codes.flatMap((code) => known.get(code) ?? [])
  return ids.length < codes.length ? refuseAreas('unknown_area') : ids
}

const refuseAreas = (code: string): Refusal => refuseField('invalid_request', 'areas', code)
