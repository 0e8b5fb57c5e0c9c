import type { ProcedureChange, ProcedureRequest } from '#contract/procedures'
import type { ProcedureRow, Procedures } from '../../store/catalogue/procedures.ts'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'

export interface ProcedureStores {
  readonly areas: Areas
  readonly procedures: Procedures
}

export async function findProcedure({ procedures }: ProcedureStores, code: string): Promise<ProcedureRow | Refusal> {
  return (await procedures.all()).find((procedure) => procedure.code === code) ?? refuse('not_found')
}

/** @returns the procedure as stored; refused with already_exists, or unknown_area */
export async function createProcedure(
  stores: ProcedureStores,
  { code, area, name, level }: ProcedureRequest,
  by: Attribution,
): Promise<ProcedureRow | Refusal> {
  if (!isRefusal(await findProcedure(stores, code))) return refuseField('already_exists', 'code', 'already_exists')
  const found = await areaInUse(stores, area)
  if (isRefusal(found)) return found
  await stores.procedures.create({ code, areaId: found.id, name: { vi: name, en: name }, level: level || null }, by)
  return findProcedure(stores, code)
}

/** @returns the procedure as stored; refused with unknown_area */
export async function changeProcedure(
  stores: ProcedureStores,
  { procedure, change }: { readonly procedure: ProcedureRow; readonly change: ProcedureChange },
  by: Attribution,
): Promise<ProcedureRow | Refusal> {
  const { name, level, retired } = change
  const area = change.area === undefined ? undefined : await areaInUse(stores, change.area)
  if (isRefusal(area)) return area
  const { vi, en } = procedure.name
  // An English name that is only the Vietnamese one follows it.
  const words = name === undefined ? undefined : { vi: name, en: en === vi ? name : en }
  await stores.procedures.change(procedure, { area, name: words, level: level === '' ? null : level, retired }, by)
  return findProcedure(stores, procedure.code)
}

/** @returns refused with unknown_area for one that is not there or no longer used */
async function areaInUse(
  { areas }: ProcedureStores,
  code: string,
): Promise<{ readonly id: number; readonly code: string } | Refusal> {
  const found = (await areas.inUse()).find((area) => area.code === code)
  return found ? { id: found.id, code } : refuseField('unknown_code', 'area', 'unknown_area')
}
