import { ProcedureImportQuery, ProcedureMapping, ProcedureReport } from '#contract/procedures'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import { importProcedures } from '../../services/imports/import-procedures.ts'
import type { ReadProcedures } from '../../services/imports/procedure-list.ts'
import { bytesOf, listFileTypes, takeListFiles, unreadableFile } from '../framework/list-files.ts'
import type { Routes } from '../framework/routes.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'
import type { ProcedureParts } from './procedures.ts'

export interface ProcedureImportParts extends ProcedureParts {
  /** How lists word an area otherwise, by its code. */
  readonly areaAliases: Readonly<Record<string, readonly string[]>>
  /** In a worker, so that a file of any kind keeps no tap waiting. */
  readonly readProcedures: ReadProcedures
}

/** `POST /api/procedures/import`: a province's own list, as the file itself; all of it is stored or nothing. */
export const procedureImportRoutes =
  (parts: ProcedureImportParts): Routes =>
  (app) => {
    const { areas, procedures, areaAliases, readProcedures } = parts
    const stores = {
      allAreas: areas.all,
      allProcedures: procedures.all,
      importList: procedures.importList,
    }
    takeListFiles(app, (files) => {
      files.post(
        '/api/procedures/import',
        {
          config: { access: listEditors },
          bodyLimit: uploadLimits.fileBytes,
          schema: { querystring: ProcedureImportQuery, consumes: listFileTypes, response: { 200: ProcedureReport } },
        },
        async (request) => {
          const by = await listEditor(request, parts)
          const file = { name: 'the file', bytes: bytesOf(request.body), mapping: ProcedureMapping.parse({}) }
          const result = await importProcedures({ ...file, ...request.query, areaAliases, readProcedures, by }, stores)
          if ('refusal' in result) throw unreadableFile(result.refusal)
          return result.report
        },
      )
    })
  }
