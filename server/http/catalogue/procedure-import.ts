import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { ProcedureImportQuery, ProcedureReport } from '#contract/procedures'
import { FileProblem } from '../../files/file-problem.ts'
import { readProcedures } from '../../services/imports/procedure-list.ts'
import type { ProcedureListPlan } from '../../services/imports/procedure-plan.ts'
import { planProcedures } from '../../services/imports/procedure-plan.ts'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import type { ProcedureRow } from '../../store/catalogue/procedures.ts'
import { ApiError } from '../framework/errors.ts'
import type { ProcedureParts } from './procedures.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'
import type { Routes } from '../framework/routes.ts'

export interface ProcedureImportParts extends ProcedureParts {
  /** How lists word an area otherwise, by its code. */
  readonly areaAliases: Readonly<Record<string, readonly string[]>>
}

/** What a list may come as. */
const types = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

/** `POST /api/procedures/import`: a province's own list, as the file itself; all of it is stored or nothing. */
export const procedureImportRoutes =
  (parts: ProcedureImportParts): Routes =>
  (app) => {
    const { reference, procedures } = parts
    // In a context of its own: no other route takes a file.
    void app.register((context, _options, done) => {
      const files = context.withTypeProvider<ZodTypeProvider>()
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
          const { dryRun, retireMissing } = request.query
          const list = await listIn(request.body)
          const options = {
            areas: await reference.allAreas(),
            aliases: parts.areaAliases,
            mapped: {},
            retireMissing,
          }
          const plan = (known: readonly ProcedureRow[]): ProcedureListPlan => planProcedures(list, known, options)
          if (dryRun) return plan(await reference.procedures()).report
          const { report } = await procedures.importList(plan, by)
          return report
        },
      )
      done()
    })
  }

async function listIn(body: unknown) {
  if (!Buffer.isBuffer(body)) throw new ApiError('unsupported_media_type')
  try {
    return await readProcedures('the file', body, { columns: {} })
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    if (error.code === 'too_large') throw new ApiError('too_large')
    throw new ApiError('unreadable_file', [{ path: 'file', code: error.code }])
  }
}
