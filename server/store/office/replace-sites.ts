import type { Kysely } from 'kysely'
import type { Issue } from '#contract/errors'
import type { SitesWithCounters } from '#contract/sites'
import { applyToCounter } from './counter-changes.ts'
import { assignedTo, ensureCounter, countersOf } from './counters.ts'
import { changeSite, ensureSite, sitesOf } from './sites.ts'
import type { Tables } from '../engine/tables.ts'

/** What is asked for, and the ids of the areas in use by their codes. */
export interface SitePlan {
  readonly sites: SitesWithCounters
  readonly areas: ReadonlyMap<string, number>
}

/**
 * Makes the sites and counters of a unit what is asked for, inside a transaction: those with an id stay, new ones are made,
 * all others in use are retired. @returns what stands against it, and then nothing was written
 */
export async function replaceSites(trx: Kysely<Tables>, unitId: number, plan: SitePlan): Promise<readonly Issue[]> {
  const [sites, counters] = [namedSites(plan.sites), namedCounters(plan.sites)]
  const stored = { sites: await sitesOf(trx, [unitId]), counters: await countersOf(trx, [unitId]) }
  const pendingRemoval = stored.counters.filter((counter) => !counter.retired && !isNamed(counter, counters))
  const issues = [...nameIssues(sites, stored.sites), ...nameIssues(counters, stored.counters), ...areaIssues(plan)]
  for (const { id } of pendingRemoval)
    if ((await assignedTo(trx, id)).length > 0) issues.push({ path: 'sites', code: 'device_there' })
  if (issues.length > 0) return issues
  for (const { id } of pendingRemoval) await applyToCounter(trx, id, { retired: true })
  for (const site of stored.sites) if (!isNamed(site, sites)) await changeSite(trx, site.id, { retired: true })
  await makeRoom(trx, sites, counters)
  for (const site of plan.sites) await writeSite(trx, { unitId, site, areas: plan.areas })
  return []
}

/** Something that is asked for by name, and where it stands in the request. */
interface Named {
  readonly id: number | null
  readonly name: string
  readonly path: string
}

const numberOf = (id: string | null): number | null => (id === null ? null : Number(id))

const namedSites = (sites: SitesWithCounters): Named[] =>
  sites.map(({ id, name }, at) => ({ id: numberOf(id), name, path: `sites.${at}` }))

const namedCounters = (sites: SitesWithCounters): Named[] =>
  sites.flatMap(({ counters }, at) =>
    counters.map(({ id, name }, index) => ({ id: numberOf(id), name, path: `sites.${at}.counters.${index}` })),
  )

/** Kept as itself, or found again by its name. */
const isNamed = (row: { readonly id: number; readonly name: string }, wanted: readonly Named[]): boolean =>
  wanted.some(({ id, name }) => id === row.id || (id === null && name === row.name))

function nameIssues(
  wanted: readonly Named[],
  stored: readonly { readonly id: number; readonly name: string }[],
): Issue[] {
  const ids = new Set(wanted.map(({ id }) => id))
  return wanted.flatMap(({ id, name, path }, index) => {
    if (id !== null && !stored.some((row) => row.id === id)) return [{ path: `${path}.id`, code: 'unknown_id' }]
    const before = wanted.slice(0, index)
    if (before.some((other) => other.name === name || (id !== null && other.id === id)))
      return [{ path: `${path}.name`, code: 'repeated' }]
    const other = stored.find((row) => row.name === name && row.id !== id)
    const isTaken = id !== null && other !== undefined && !ids.has(other.id)
    return isTaken ? [{ path: `${path}.name`, code: 'already_exists' }] : []
  })
}

const areaIssues = ({ sites, areas }: SitePlan): Issue[] =>
  sites.flatMap(({ counters }, at) =>
    counters.flatMap((counter, index) =>
      counter.areas.flatMap((code, area) =>
        areas.has(code) ? [] : [{ path: `sites.${at}.counters.${index}.areas.${area}`, code: 'unknown_area' }],
      ),
    ),
  )

/** Names may be exchanged: for a moment those that stay bear none of them. */
async function makeRoom(trx: Kysely<Tables>, sites: readonly Named[], counters: readonly Named[]): Promise<void> {
  for (const { id } of sites) if (id !== null) await changeSite(trx, id, { name: `~${id}` })
  for (const { id } of counters) if (id !== null) await applyToCounter(trx, id, { name: `~${id}` })
}

interface SiteToWrite {
  readonly unitId: number
  readonly site: SitesWithCounters[number]
  readonly areas: SitePlan['areas']
}

async function writeSite(trx: Kysely<Tables>, { unitId, site, areas }: SiteToWrite): Promise<void> {
  const { name, address } = site
  const siteId = numberOf(site.id) ?? (await ensureSite(trx, { unitId, name, address }))
  await changeSite(trx, siteId, { name, address, retired: false })
  for (const counter of site.counters) {
    const id = numberOf(counter.id) ?? (await ensureCounter(trx, { unitId, name: counter.name }))
    const areaIds = [...new Set(counter.areas.flatMap((code) => areas.get(code) ?? []))]
    await applyToCounter(trx, id, { name: counter.name, siteId, stage: counter.stage, areaIds, retired: false })
  }
}
