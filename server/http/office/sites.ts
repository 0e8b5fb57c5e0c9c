import { Site, SiteChange, SiteList, SiteRequest } from '#contract/sites'
import { changeSite, createSite, findSite } from '../../services/office/sites.ts'
import type { SiteRow, Sites } from '../../store/office/sites.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { actorOf, everyRole } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import { ById, OfUnit } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface SiteParts {
  readonly sites: Sites
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const

/** Điểm tiếp nhận of a unit. */
export const siteRoutes =
  ({ sites, scope, clock }: SiteParts): Routes =>
  (app) => {
    const listed = { querystring: OfUnit, response: { 200: SiteList } }
    app.get('/api/sites', { config: { access: everyRole }, schema: listed }, async (request) => {
      const unit = await scope.unit(request, request.query.unit)
      return { sites: (await sites.of([unit.id])).map((site) => toSite(site, unit)) }
    })

    const created = { body: SiteRequest, response: { 200: Site } }
    app.post('/api/sites', { config: { access: editors }, schema: created }, async (request) => {
      const { name, address = '' } = request.body
      const unit = await scope.unit(request, request.body.unit)
      const order = { unitId: unit.id, name, address }
      return toSite(orThrow(await createSite(sites, order, actorOf(request, clock()))), unit)
    })

    const changed = { params: ById, body: SiteChange, response: { 200: Site } }
    app.patch('/api/sites/:id', { config: { access: editors }, schema: changed }, async (request) => {
      const site = orThrow(await findSite(sites, request.params.id))
      const unit = await scope.unitById(request, site.unitId)
      const edit = { site, change: request.body }
      return toSite(orThrow(await changeSite(sites, edit, actorOf(request, clock()))), unit)
    })
  }

const toSite = ({ id, name, address, retired }: SiteRow, unit: UnitRow): Site => ({
  id: String(id),
  unit: unit.code,
  name,
  address,
  retired,
})
