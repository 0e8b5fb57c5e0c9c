import { ProcedureImportQuery, ProcedureMapping, ProcedureReport } from '#contract/procedures'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import type { FileRefusal } from '../../services/imports/file-refusal.ts'
import { importProcedures } from '../../services/imports/import-procedures.ts'
import type { ReadProcedures } from '../../services/imports/procedure-list.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import { typedContext } from '../framework/routes.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'
import type { ProcedureParts } from './procedures.ts'

export interface ProcedureImportParts extends ProcedureParts {
  /** How lists word an area otherwise, by its code. */
  readonly areaAliases: Readonly<Record<string, readonly string[]>>
  /** In a worker, so that a file of any kind keeps no tap waiting. */
  readonly readProcedures: ReadProcedures
}

/** What a list may come as. */
const types = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

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
    // In a context of its own: no other route takes a file.
    void app.register((context, _options, done) => {
      const files = typedContext(context)
      files.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
      files.post(
        '/api/procedures/import',
        {
          config: { access: listEditors },
          bodyLimit: uploadLimits.fileBytes,
          schema: { querystring: ProcedureImportQuery, consumes: types, response: { 200: ProcedureReport } },
        },
        async (request) => {
          const by = await listEditor(request, parts)
          const file = { name: 'the file', bytes: bytesOf(request.body), mapping: ProcedureMapping.parse({}) }
          const result = await importProcedures({ ...file, ...request.query, areaAliases, readProcedures, by }, stores)
          if ('refusal' in result) throw errorOf(result.refusal)
          return result.report
        },
      )
      done()
    })
  }

function bytesOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new ApiError('unsupported_media_type')
  return body
}

const errorOf = ({ code }: FileRefusal): ApiError =>
  code === 'too_large' ? new ApiError('too_large') : new ApiError('unreadable_file', [{ path: 'file', code }])
