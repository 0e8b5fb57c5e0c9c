import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AreaChange, AreaList, AreaQuery, AreaRequest, CatalogueArea } from '#contract/areas'
import { areaGroups } from '#core/questions/area-groups'
import type { AreaStores } from '../../services/catalogue/areas.ts'
import { catalogueAreas, changeArea, createArea, findArea } from '../../services/catalogue/areas.ts'
import { everyRole, principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { ListEditing } from './catalogue-editors.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'

export interface AreaParts extends ListEditing, AreaStores {}

const ByCode = z.object({ code: z.string().max(80) })

/** Lĩnh vực: official name, words of the tile, groups, order. Retired instead of deleted; taps made before stay valid. */
export const areaRoutes =
  (parts: AreaParts): Routes =>
  (app) => {
    app.get(
      '/api/areas',
      { config: { access: everyRole }, schema: { querystring: AreaQuery, response: { 200: AreaList } } },
      async (request) => {
        const all = await catalogueAreas(parts)
        const areas = all.filter((area) => mayRead(request, area) && (request.query.retired || !area.retired))
        return { areas, groups: areaGroups.map(({ code, name }) => ({ code, name })) }
      },
    )

    app.post(
      '/api/areas',
      { config: { access: listEditors }, schema: { body: AreaRequest, response: { 200: CatalogueArea } } },
      async (request) => {
        const by = await listEditor(request, parts)
        return orThrow(await createArea(parts, request.body, by))
      },
    )

    app.patch(
      '/api/areas/:code',
      {
        config: { access: listEditors },
        schema: { params: ByCode, body: AreaChange, response: { 200: CatalogueArea } },
      },
      async (request) => {
        const by = await listEditor(request, parts)
        const { code } = orThrow(await findArea(parts, request.params.code))
        return orThrow(await changeArea(parts, { code, change: request.body }, by))
      },
    )
  }

/** An officer sees the areas that are theirs. */
function mayRead(request: FastifyRequest, { code }: CatalogueArea): boolean {
  const own = principalOf(request).areas
  return own === null || own.includes(code)
}
