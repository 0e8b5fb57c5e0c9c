import type { AreaChange, AreaRequest, CatalogueArea } from '#contract/areas'
import { isAreaGroup } from '#core/questions/area-groups'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'

export interface AreaStores {
  readonly areas: Areas
}

/** All areas in the order of the tiles, retired ones included. */
export async function catalogueAreas({ areas }: AreaStores): Promise<CatalogueArea[]> {
  const counts = await areas.procedureCounts()
  return (await areas.all()).map(({ code, name, label, groups, retired, offered, answeredBy }) => ({
    code,
    name,
    label,
    retired,
    offered,
    answeredBy,
    groups: [...groups],
    procedures: counts.get(code) ?? 0,
  }))
}

export async function findArea(stores: AreaStores, code: string): Promise<CatalogueArea | Refusal> {
  return (await catalogueAreas(stores)).find((area) => area.code === code) ?? refuse('not_found')
}

/** @returns the area as stored; refused with already_exists for its code or its name, unknown_code for a group */
export async function createArea(
  stores: AreaStores,
  area: AreaRequest,
  by: Attribution,
): Promise<CatalogueArea | Refusal> {
  const areas = await stores.areas.all()
  if (areas.some(({ code }) => code === area.code)) return refuseField('already_exists', 'code', 'already_exists')
  const problem = (await nameProblem(stores, area.code, area.name.vi)) ?? groupProblem(area.groups)
  if (problem) return problem
  await stores.areas.create(area, by)
  return findArea(stores, area.code)
}

/** @param code of an area that is there. @returns as `createArea`, or unknown_area at `before` */
export async function changeArea(
  stores: AreaStores,
  { code, change }: { readonly code: string; readonly change: AreaChange },
  by: Attribution,
): Promise<CatalogueArea | Refusal> {
  const { name, groups, before } = change
  const areas = await stores.areas.all()
  const problem = (name && (await nameProblem(stores, code, name.vi))) ?? (groups && groupProblem(groups))
  if (problem) return problem
  if (before === code || (before && !areas.some((area) => area.code === before)))
    return refuseField('unknown_code', 'before', 'unknown_area')
  await stores.areas.change(code, change, by)
  return findArea(stores, code)
}

async function nameProblem({ areas }: AreaStores, code: string, name: string): Promise<Refusal | null> {
  return (await areas.isNameTaken(code, name)) ? refuseField('already_exists', 'name.vi', 'already_exists') : null
}

function groupProblem(groups: readonly string[]): Refusal | null {
  const unknown = groups.findIndex((group) => !isAreaGroup(group))
  return unknown === -1 ? null : refuseField('unknown_code', `groups.${unknown}`, 'unknown_group')
}
