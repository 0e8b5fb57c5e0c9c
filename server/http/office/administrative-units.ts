import { AdministrativeUnitList, AdministrativeUnitQuery } from '#contract/administrative-units'
import { everyRole } from '../access/access.ts'
import { administrativeList, toChoice } from '../../services/setup/administrative-list.ts'
import type { Routes } from '../framework/routes.ts'

/** Đơn vị hành chính of today to choose the office from; the list itself stays on the server. */
export const administrativeUnitRoutes: Routes = (app) => {
  app.get(
    '/api/administrative-units',
    {
      config: { access: everyRole },
      schema: { querystring: AdministrativeUnitQuery, response: { 200: AdministrativeUnitList } },
    },
    async (request) => {
      const { search = '', province } = request.query
      const list = await administrativeList()
      return { provinces: [...list.provinces], units: list.find(search, province).map(toChoice) }
    },
  )
}
