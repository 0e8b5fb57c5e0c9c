import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { KeptArea } from '#contract/areas'
import { AreaChange, AreaQuery, AreaRequest, KeptArea as KeptAreaReply, KeptAreaList } from '#contract/areas'
import { areaGroups, isAreaGroup } from '#core/questions/area-groups'
import { foldVietnamese } from '#core/text/slug'
import type { AreaKeeping } from '../../store/catalogue/area-changes.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import { everyRole, principalOf } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import type { ListEditing } from './catalogue-editors.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'
import type { Routes } from '../framework/routes.ts'

export interface AreaParts extends ListEditing {
  readonly reference: Reference
  readonly areaKeeping: AreaKeeping
}

const ByCode = z.object({ code: z.string().max(80) })

/** Lĩnh vực: official name, words of the tile, groups, order. Retired instead of deleted; taps made before stay valid. */
export const areaRoutes =
  (parts: AreaParts): Routes =>
  (app) => {
    const { reference, areaKeeping } = parts

    const kept = async (code: string): Promise<KeptArea> => {
      const found = (await allKept(parts)).find((area) => area.code === code)
      if (!found) throw new ApiError('not_found')
      return found
    }

    app.get(
      '/api/areas',
      { config: { access: everyRole }, schema: { querystring: AreaQuery, response: { 200: KeptAreaList } } },
      async (request) => {
        const areas = (await allKept(parts)).filter((area) => isShown(request, area, request.query.retired))
        return { areas, groups: areaGroups.map(({ code, name }) => ({ code, name })) }
      },
    )

    app.post(
      '/api/areas',
      { config: { access: listEditors }, schema: { body: AreaRequest, response: { 200: KeptAreaReply } } },
      async (request) => {
        const by = await listEditor(request, parts)
        const { code, name, groups } = request.body
        const areas = await reference.allAreas()
        if (areas.some((area) => area.code === code))
          throw new ApiError('already_exists', [{ path: 'code', code: 'already_exists' }])
        checkName(areas, code, name.vi)
        checkGroups(groups)
        await areaKeeping.create(request.body, by)
        return kept(code)
      },
    )

    app.patch(
      '/api/areas/:code',
      {
        config: { access: listEditors },
        schema: { params: ByCode, body: AreaChange, response: { 200: KeptAreaReply } },
      },
      async (request) => {
        const by = await listEditor(request, parts)
        const { code } = await kept(request.params.code)
        const { name, groups, before } = request.body
        const areas = await reference.allAreas()
        if (name) checkName(areas, code, name.vi)
        if (groups) checkGroups(groups)
        if (before === code || (before && !areas.some((area) => area.code === before)))
          throw new ApiError('unknown_code', [{ path: 'before', code: 'unknown_area' }])
        await areaKeeping.change(code, request.body, by)
        return kept(code)
      },
    )
  }

async function allKept({ reference, areaKeeping }: AreaParts): Promise<KeptArea[]> {
  const counts = await areaKeeping.procedureCounts()
  return (await reference.allAreas()).map(({ code, name, label, groups, retired }) => ({
    ...{ code, name, label, retired },
    groups: [...groups],
    procedures: counts.get(code) ?? 0,
  }))
}

/** An officer sees the areas that are theirs. */
function isShown(request: FastifyRequest, area: KeptArea, withRetired: boolean): boolean {
  const own = principalOf(request).areas
  return (withRetired || !area.retired) && (own === null || own.includes(area.code))
}

/** Two areas of one name would be one in every table and list. */
function checkName(
  areas: readonly { readonly code: string; readonly name: { readonly vi: string }; readonly retired: boolean }[],
  code: string,
  name: string,
): void {
  const folded = foldVietnamese(name)
  if (areas.some((area) => !area.retired && area.code !== code && foldVietnamese(area.name.vi) === folded))
    throw new ApiError('already_exists', [{ path: 'name.vi', code: 'already_exists' }])
}

function checkGroups(groups: readonly string[]): void {
  const unknown = groups.findIndex((group) => !isAreaGroup(group))
  if (unknown !== -1) throw new ApiError('unknown_code', [{ path: `groups.${unknown}`, code: 'unknown_group' }])
}
