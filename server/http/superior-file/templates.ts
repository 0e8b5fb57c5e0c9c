import { SuperiorTemplate, SuperiorTemplateRequest, SuperiorTemplates } from '#contract/files/superior-file'
import type { ReadHeads, TemplateStores } from '../../services/superior-file/templates.ts'
import { listTemplates, saveTemplate } from '../../services/superior-file/templates.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { ApiError, orThrow } from '../framework/errors.ts'
import { ById, OfUnit } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface SuperiorTemplateParts extends TemplateStores {
  readonly scope: Scope
  readonly clock: () => number
  readonly readHeads: ReadHeads
}

const makers = ['admin', 'manager'] as const

/** How superiors want the sheet of answers: columns by the heads that they sent. */
export const superiorTemplateRoutes =
  (parts: SuperiorTemplateParts): Routes =>
  (app) => {
    const { scope, clock, superiorTemplates } = parts

    app.get(
      '/api/exports/templates',
      { config: { access: makers }, schema: { querystring: OfUnit, response: { 200: SuperiorTemplates } } },
      async (request) => {
        const { id } = await scope.unit(request, request.query.unit)
        return { templates: [...(await listTemplates(parts, id))] }
      },
    )

    app.post(
      '/api/exports/templates',
      { config: { access: makers }, schema: { body: SuperiorTemplateRequest, response: { 200: SuperiorTemplate } } },
      async (request) => {
        const { unit, ...body } = request.body
        const { id: unitId } = await scope.unit(request, unit)
        return orThrow(await saveTemplate({ unitId, request: body }, parts, actorOf(request, clock())))
      },
    )

    app.delete(
      '/api/exports/templates/:id',
      { config: { access: makers }, schema: { params: ById } },
      async (request, reply) => {
        const template = await superiorTemplates.byId(request.params.id)
        if (template === null) throw new ApiError('not_found')
        await scope.check(request, template.unitId)
        await superiorTemplates.retire(template, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }
