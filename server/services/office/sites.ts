import type { SiteChange } from '#contract/sites'
import type { Attribution } from '#core/ledger/actor'
import type { SiteRow, Sites } from '../../store/office/sites.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { changedNameProblem, newNameProblem } from './name-problem.ts'

export interface SiteOrder {
  readonly unitId: number
  readonly name: string
  readonly address: string
}

export async function findSite(sites: Sites, id: number): Promise<SiteRow | Refusal> {
  return (await sites.byId(id)) ?? refuse('not_found')
}

/** @returns the site as stored; refused with already_exists */
export async function createSite(sites: Sites, order: SiteOrder, by: Attribution): Promise<SiteRow | Refusal> {
  const problem = newNameProblem(await sites.of([order.unitId]), order.name)
  return problem ?? findSite(sites, await sites.create(order, by))
}

/** @returns the site as stored; refused with already_exists */
export async function changeSite(
  sites: Sites,
  { site, change }: { readonly site: SiteRow; readonly change: SiteChange },
  by: Attribution,
): Promise<SiteRow | Refusal> {
  const problem = changedNameProblem(await sites.of([site.unitId]), site.id, change.name)
  if (problem) return problem
  await sites.change(site, change, by)
  return findSite(sites, site.id)
}
