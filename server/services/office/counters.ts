import type { CounterChange, CounterRequest } from '#contract/counters'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Attribution } from '#core/ledger/actor'
import type { CounterChanges, Counters } from '../../store/office/counter-changes.ts'
import type { CounterRow } from '../../store/office/counters.ts'
import type { Sites } from '../../store/office/sites.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'
import { changedNameProblem, newNameProblem } from './name-problem.ts'

export interface CounterStores {
  readonly sites: Sites
  readonly counters: Counters
  readonly areas: Areas
}

export async function unitOfCounter({ counters }: CounterStores, id: number): Promise<number | Refusal> {
  return (await counters.unitOf(id)) ?? refuse('not_found')
}

/** @returns the counter as stored; refused with already_exists, or unknown_code for its site or an area */
export async function createCounter(
  stores: CounterStores,
  { unitId, request }: { readonly unitId: number; readonly request: Omit<CounterRequest, 'unit'> },
  by: Attribution,
): Promise<CounterRow | Refusal> {
  const problem = newNameProblem(await stores.counters.of([unitId]), request.name)
  if (problem) return problem
  const changes = await changesOf(stores, unitId, request)
  if (isRefusal(changes)) return changes
  const id = await stores.counters.create({ ...changes, unitId, name: request.name }, by)
  return findCounter(stores, unitId, id)
}

/** @returns the counter as stored; refused as `createCounter`, or with counter_in_use where a kiosk stands there */
export async function changeCounter(
  stores: CounterStores,
  { unitId, id, change }: { readonly unitId: number; readonly id: number; readonly change: CounterChange },
  by: Attribution,
): Promise<CounterRow | Refusal> {
  const problem = changedNameProblem(await stores.counters.of([unitId]), id, change.name)
  if (problem) return problem
  const counter = await findCounter(stores, unitId, id)
  if (isRefusal(counter)) return counter
  const changes = await changesOf(stores, unitId, change)
  if (isRefusal(changes)) return changes
  const isChanged = await stores.counters.change(counter, changes, by)
  return isChanged ? findCounter(stores, unitId, id) : refuse('counter_in_use')
}

async function findCounter({ counters }: CounterStores, unitId: number, id: number): Promise<CounterRow | Refusal> {
  return (await counters.of([unitId])).find((counter) => counter.id === id) ?? refuse('not_found')
}

/** The request with ids of the database in the place of codes. */
async function changesOf(
  { sites, areas: areaStore }: CounterStores,
  unitId: number,
  { site, areas, ...rest }: CounterChange,
): Promise<CounterChanges | Refusal> {
  const siteId = site === undefined || site === null ? site : Number(site)
  if (typeof siteId === 'number' && !(await sites.of([unitId])).some(({ id }) => id === siteId))
    return refuseField('unknown_code', 'site', 'unknown_site')
  if (areas === undefined) return { ...rest, siteId }
  const known = new Map((await areaStore.inUse()).map(({ code, id }) => [code, id]))
  const issues = areas.flatMap((code, index) =>
    known.has(code) ? [] : [{ path: `areas.${index}`, code: 'unknown_area' }],
  )
  if (issues.length > 0) return refuse('unknown_code', issues)
  return { ...rest, siteId, areaIds: [...new Set(areas.flatMap((code) => known.get(code) ?? []))] }
}
