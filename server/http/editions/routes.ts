import { Edition, EditionList, EditionQuery, EditionRequest, EditionsDue } from '#contract/editions'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { closeEdition } from '../../services/editions/close-edition.ts'
import type { DueStores } from '../../services/editions/due-editions.ts'
import { dueEditions } from '../../services/editions/due-editions.ts'
import { listEditions, readEdition, unitOfEdition } from '../../services/editions/read-editions.ts'
import { actorOf, everyRole, principalOf, wholeOffice } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import { ById, OfUnit } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface EditionParts extends DueStores {
  readonly scope: Scope
  readonly clock: () => number
  /** Up to when days count as over. */
  readonly settled: () => number
}

const editors = ['admin', 'manager'] as const

/** Closed periods: made by those who run the office, read by everybody as they may. */
export const editionRoutes =
  (parts: EditionParts): Routes =>
  (app) => {
    const { scope, clock, settled } = parts

    app.get(
      '/api/editions',
      { config: { access: everyRole }, schema: { querystring: EditionQuery, response: { 200: EditionList } } },
      async (request) => {
        const { id: unitId } = await scope.unit(request, request.query.unit)
        return listEditions(parts, { unitId, audience: audienceOf(principalOf(request)), query: request.query })
      },
    )

    app.get(
      '/api/editions/due',
      { config: { access: wholeOffice }, schema: { querystring: OfUnit, response: { 200: EditionsDue } } },
      async (request) => dueEditions(parts, await scope.unit(request, request.query.unit), settled()),
    )

    app.post(
      '/api/editions',
      { config: { access: editors }, schema: { body: EditionRequest, response: { 200: Edition } } },
      async (request) => {
        const { unit, ...body } = request.body
        const { id: unitId } = await scope.unit(request, unit)
        const order = { unitId, request: body, settled: settled() }
        const { id } = orThrow(await closeEdition(parts, order, actorOf(request, clock())))
        return orThrow(await readEdition(parts, id, audienceOf(principalOf(request))))
      },
    )

    app.get(
      '/api/editions/:id',
      { config: { access: everyRole }, schema: { params: ById, response: { 200: Edition } } },
      async (request) => {
        const { id } = request.params
        await scope.check(request, orThrow(await unitOfEdition(parts, id)))
        return orThrow(await readEdition(parts, id, audienceOf(principalOf(request))))
      },
    )
  }
