import { z } from 'zod'
import { Counter, CounterChange, CounterList, CounterRequest } from '#contract/counters'
import { Site, SiteChange, SiteList, SiteRequest } from '#contract/sites'
import type { Counters } from '../../store/office/counter-changes.ts'
import type { KeptCounter } from '../../store/office/counters.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import type { SiteRow, Sites } from '../../store/office/sites.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface PlaceParts {
  readonly sites: Sites
  readonly counters: Counters
  readonly reference: Reference
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const
const OfUnit = z.strictObject({ unit: z.string().optional() })

/** Điểm tiếp nhận of a unit. */
export const siteRoutes =
  ({ sites, scope, clock }: PlaceParts): Routes =>
  (app) => {
    const asked = { querystring: OfUnit, response: { 200: SiteList } }
    app.get('/api/sites', { config: { access: everyRole }, schema: asked }, async (request) => {
      const unit = await scope.unit(request, request.query.unit)
      return { sites: (await sites.of([unit.id])).map((site) => shownSite(site, unit)) }
    })

    const made = { body: SiteRequest, response: { 200: Site } }
    app.post('/api/sites', { config: { access: editors }, schema: made }, async (request) => {
      const { name, address = '' } = request.body
      const unit = await scope.unit(request, request.body.unit)
      const before = (await sites.of([unit.id])).find((site) => site.name === name)
      if (before && !before.retired) throw new ApiError('already_exists', [{ path: 'name', code: 'already_exists' }])
      const id = await sites.create({ unitId: unit.id, name, address }, actorOf(request, clock()))
      return shownSite(found(await sites.byId(id)), unit)
    })

    const changed = { params: ById, body: SiteChange, response: { 200: Site } }
    app.patch('/api/sites/:id', { config: { access: editors }, schema: changed }, async (request) => {
      const site = found(await sites.byId(request.params.id))
      await scope.check(request, site.unitId)
      const all = await sites.of([site.unitId])
      refuseTaken(all, site.id, request.body.name)
      await sites.change(site, request.body, actorOf(request, clock()))
      return shownSite(found(await sites.byId(site.id)), await unitOf(scope, request, site.unitId))
    })
  }

/** Quầy of a unit. */
export const counterRoutes =
  (parts: PlaceParts): Routes =>
  (app) => {
    const { counters, scope, clock } = parts
    const list = async (unitId: number): Promise<KeptCounter[]> => counters.of([unitId])

    const asked = { querystring: OfUnit, response: { 200: CounterList } }
    app.get('/api/counters', { config: { access: everyRole }, schema: asked }, async (request) => {
      const unit = await scope.unit(request, request.query.unit)
      return { counters: (await list(unit.id)).map((counter) => shownCounter(counter, unit)) }
    })

    const made = { body: CounterRequest, response: { 200: Counter } }
    app.post('/api/counters', { config: { access: editors }, schema: made }, async (request) => {
      const unit = await scope.unit(request, request.body.unit)
      const { name } = request.body
      const before = (await list(unit.id)).find((counter) => counter.name === name)
      if (before && !before.retired) throw new ApiError('already_exists', [{ path: 'name', code: 'already_exists' }])
      const changes = await changesOf(parts, unit.id, request.body)
      const id = await counters.create({ ...changes, unitId: unit.id, name }, actorOf(request, clock()))
      return shownCounter(found((await list(unit.id)).find((counter) => counter.id === id)), unit)
    })

    const changed = { params: ById, body: CounterChange, response: { 200: Counter } }
    app.patch('/api/counters/:id', { config: { access: editors }, schema: changed }, async (request) => {
      const { id } = request.params
      const unitId = found(await counters.unitOf(id))
      await scope.check(request, unitId)
      const all = await list(unitId)
      refuseTaken(all, id, request.body.name)
      const counter = found(all.find((each) => each.id === id))
      const changes = await changesOf(parts, unitId, request.body)
      if (!(await counters.change(counter, changes, actorOf(request, clock())))) throw new ApiError('counter_in_use')
      const after = found((await list(unitId)).find((each) => each.id === id))
      return shownCounter(after, await unitOf(scope, request, unitId))
    })
  }

function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new ApiError('not_found')
  return thing
}

/** The unit as the caller sees it; it was checked before. */
async function unitOf(scope: Scope, request: Parameters<Scope['units']>[0], id: number): Promise<UnitRow> {
  return found((await scope.units(request)).find((unit) => unit.id === id))
}

function refuseTaken(all: readonly { id: number; name: string }[], own: number, name: string | undefined): void {
  if (all.some((each) => each.name === name && each.id !== own))
    throw new ApiError('already_exists', [{ path: 'name', code: 'already_exists' }])
}

/** The request with ids of the database in the place of codes. @throws unknown_code */
async function changesOf({ sites, reference }: PlaceParts, unitId: number, asked: CounterChange) {
  const { site, areas, ...rest } = asked
  const siteId = site === undefined || site === null ? site : Number(site)
  if (typeof siteId === 'number' && !(await sites.of([unitId])).some(({ id }) => id === siteId))
    throw new ApiError('unknown_code', [{ path: 'site', code: 'unknown_site' }])
  if (areas === undefined) return { ...rest, siteId }
  const known = new Map((await reference.areasInUse()).map(({ code, id }) => [code, id]))
  const issues = areas.flatMap((code, index) =>
    known.has(code) ? [] : [{ path: `areas.${index}`, code: 'unknown_area' }],
  )
  if (issues.length > 0) throw new ApiError('unknown_code', issues)
  return { ...rest, siteId, areaIds: [...new Set(areas.flatMap((code) => known.get(code) ?? []))] }
}

const shownSite = ({ id, name, address, retired }: SiteRow, unit: UnitRow): Site => ({
  ...{ id: String(id), unit: unit.code },
  ...{ name, address, retired },
})

const shownCounter = ({ id, name, siteId, stage, areas, retired }: KeptCounter, unit: UnitRow): Counter => ({
  ...{ id: String(id), unit: unit.code, site: siteId === null ? null : String(siteId) },
  ...{ name, stage, areas: [...areas], retired },
})
