import { DossierEntry, DossierQuery, DossierSheet, Qd766Reply, ScoreQuery } from '#contract/dossiers'
import { dossierSheet } from '../../services/dossiers/dossier-sheet.ts'
import type { DossierSheetStores } from '../../services/dossiers/dossier-sheet.ts'
import { enterDossiers } from '../../services/dossiers/enter-dossiers.ts'
import { rangeOfEntry } from '../../services/dossiers/entry-range.ts'
import { qd766For } from '../../services/dossiers/qd766-score.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface DossierParts extends DossierSheetStores {
  readonly scope: Scope
  readonly clock: () => number
}

const editors = ['admin', 'manager'] as const
const readers = ['admin', 'manager', 'leader', 'superior'] as const

/** Số hồ sơ by unit, month and area, and what the State's portal counts. */
export const dossierRoutes =
  (parts: DossierParts): Routes =>
  (app) => {
    const { scope, clock } = parts

    app.get(
      '/api/dossiers',
      { config: { access: readers }, schema: { querystring: DossierQuery, response: { 200: DossierSheet } } },
      async (request) => {
        const { unit: code, ...query } = request.query
        const unit = await scope.unit(request, code)
        return orThrow(await dossierSheet({ unit, query, now: clock() }, parts))
      },
    )

    app.get(
      '/api/scores/qd766',
      { config: { access: readers }, schema: { querystring: ScoreQuery, response: { 200: Qd766Reply } } },
      async (request) => {
        const { unit: code, period } = request.query
        const unit = await scope.unit(request, code)
        return orThrow(await qd766For({ unit, period, now: clock() }, parts))
      },
    )

    app.put(
      '/api/dossiers',
      { config: { access: editors }, schema: { body: DossierEntry, response: { 200: DossierSheet } } },
      async (request) => {
        const unit = await scope.unit(request, request.body.unit)
        const now = clock()
        orThrow(await enterDossiers({ unit, entry: request.body }, parts, actorOf(request, now)))
        return orThrow(await dossierSheet({ unit, query: rangeOfEntry(request.body, unit), now }, parts))
      },
    )
  }
