import { z } from 'zod'
import type { Procedure } from '#contract/procedures'
import { Procedure as ProcedureReply, ProcedureChange, ProcedureList, ProcedureRequest } from '#contract/procedures'
import { procedureCode } from '#core/questions/procedure-code'
import type { ProcedureStores } from '../../services/catalogue/procedures.ts'
import { changeProcedure, createProcedure, findProcedure } from '../../services/catalogue/procedures.ts'
import type { ProcedureRow } from '../../store/catalogue/procedures.ts'
import { everyRole, principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { ListEditing } from './catalogue-editors.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'

export interface ProcedureParts extends ListEditing, ProcedureStores {}

/** A code in any of its shapes. */
const ByCode = z.object({ code: z.string().max(80).transform(procedureCode) })

/** Thủ tục hành chính of the office. Retired instead of deleted; taps made before stay valid. */
export const procedureRoutes =
  (parts: ProcedureParts): Routes =>
  (app) => {
    app.get(
      '/api/procedures',
      { config: { access: everyRole }, schema: { response: { 200: ProcedureList } } },
      async (request) => {
        const own = principalOf(request).areas
        const listed = (await parts.procedures.all()).filter(({ area }) => own === null || own.includes(area))
        return { procedures: listed.map(toProcedure) }
      },
    )

    app.post(
      '/api/procedures',
      { config: { access: listEditors }, schema: { body: ProcedureRequest, response: { 200: ProcedureReply } } },
      async (request) => {
        const by = await listEditor(request, parts)
        return toProcedure(orThrow(await createProcedure(parts, request.body, by)))
      },
    )

    app.patch(
      '/api/procedures/:code',
      {
        config: { access: listEditors },
        schema: { params: ByCode, body: ProcedureChange, response: { 200: ProcedureReply } },
      },
      async (request) => {
        const by = await listEditor(request, parts)
        const procedure = orThrow(await findProcedure(parts, request.params.code))
        return toProcedure(orThrow(await changeProcedure(parts, { procedure, change: request.body }, by)))
      },
    )
  }

const toProcedure = ({ code, area, name, level, retired }: ProcedureRow): Procedure => ({
  code,
  area,
  name,
  level,
  retired,
})
