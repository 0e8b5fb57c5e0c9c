import { DossierFileQuery, DossierFileReply } from '#contract/dossier-files'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import type { AreaNames } from '../../services/catalogue/area-finder.ts'
import type { ReadDossierList } from '../../services/dossiers/dossier-list.ts'
import { readDossierFile } from '../../services/dossiers/read-dossier-file.ts'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Scope } from '../access/scope.ts'
import { bytesOf, listFileTypes, takeListFiles, unreadableFile } from '../framework/list-files.ts'
import type { Routes } from '../framework/routes.ts'

export interface DossierFileParts {
  readonly scope: Scope
  readonly areas: Pick<Areas, 'all'>
  /** How lists word an area otherwise, by its code. */
  readonly areaAliases: AreaNames['aliases']
  /** In a worker, so that a file of any kind keeps no tap waiting. */
  readonly readDossierList: ReadDossierList
}

/** `POST /api/dossiers/read`: what a file of counts says, to be looked at before it is stored as any other entry. */
export const dossierFileRoutes =
  ({ scope, areas, areaAliases, readDossierList }: DossierFileParts): Routes =>
  (app) => {
    takeListFiles(app, (files) => {
      files.post(
        '/api/dossiers/read',
        {
          config: { access: ['admin', 'manager'] },
          bodyLimit: uploadLimits.fileBytes,
          schema: { querystring: DossierFileQuery, consumes: listFileTypes, response: { 200: DossierFileReply } },
        },
        async (request) => {
          const { unit: code, month } = request.query
          const unit = await scope.unit(request, code)
          const file = { name: 'the file', bytes: bytesOf(request.body) }
          const order = { unit, month, ...file, areaAliases, readList: readDossierList }
          const read = await readDossierFile(order, { allAreas: areas.all })
          if ('refusal' in read) throw unreadableFile(read.refusal)
          return read
        },
      )
    })
  }
