import { z } from 'zod'
import type { Procedure } from '#contract/procedures'
import { Procedure as ProcedureReply, ProcedureChange, ProcedureList, ProcedureRequest } from '#contract/procedures'
import { procedureCode } from '#core/questions/procedure-code'
import type { ProcedureRow, Procedures } from '../../store/catalogue/procedures.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import { everyRole, principalOf } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import type { ListEditing } from './catalogue-editors.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'
import type { Routes } from '../framework/routes.ts'

export interface ProcedureParts extends ListEditing {
  readonly reference: Reference
  readonly procedures: Procedures
}

/** A code in any of its shapes. */
const ByCode = z.object({ code: z.string().max(80).transform(procedureCode) })

/** Thủ tục hành chính of the office. Retired instead of deleted; taps made before stay valid. */
export const procedureRoutes =
  (parts: ProcedureParts): Routes =>
  (app) => {
    const { reference, procedures } = parts

    const known = async (code: string): Promise<ProcedureRow | null> =>
      (await reference.procedures()).find((procedure) => procedure.code === code) ?? null
    const stored = async (code: string): Promise<ProcedureRow> => {
      const found = await known(code)
      if (!found) throw new ApiError('not_found')
      return found
    }
    /** @throws unknown_code for an area that is not there or no longer used */
    const areaNamed = async (code: string): Promise<{ id: number; code: string }> => {
      const found = (await reference.areasInUse()).find((area) => area.code === code)
      if (!found) throw new ApiError('unknown_code', [{ path: 'area', code: 'unknown_area' }])
      return { id: found.id, code }
    }

    app.get(
      '/api/procedures',
      { config: { access: everyRole }, schema: { response: { 200: ProcedureList } } },
      async (request) => {
        const own = principalOf(request).areas
        const listed = (await reference.procedures()).filter(({ area }) => own === null || own.includes(area))
        return { procedures: listed.map(shown) }
      },
    )

    app.post(
      '/api/procedures',
      { config: { access: listEditors }, schema: { body: ProcedureRequest, response: { 200: ProcedureReply } } },
      async (request) => {
        const by = await listEditor(request, parts)
        const { code, area, name, level } = request.body
        if (await known(code)) throw new ApiError('already_exists', [{ path: 'code', code: 'already_exists' }])
        const { id: areaId } = await areaNamed(area)
        await procedures.create({ code, areaId, name: { vi: name, en: name }, level: level || null }, by)
        return shown(await stored(code))
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
        const procedure = await stored(request.params.code)
        const { area, name, level, retired } = request.body
        const place = area === undefined ? undefined : await areaNamed(area)
        const { vi, en } = procedure.name
        // An English name that is only the Vietnamese one follows it.
        const words = name === undefined ? undefined : { vi: name, en: en === vi ? name : en }
        await procedures.change(
          procedure,
          { area: place, name: words, level: level === '' ? null : level, retired },
          by,
        )
        return shown(await stored(procedure.code))
      },
    )
  }

const shown = ({ code, area, name, level, retired }: ProcedureRow): Procedure => ({ code, area, name, level, retired })
