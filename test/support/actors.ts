import type { Attribution } from '#core/ledger/actor'
import type { Office } from './office.ts'
import { rowsOf } from './tables.ts'

const MORNING = '2026-11-20T02:00:00.000Z'

/** A change that belongs to no unit, by the name the audit shall hold. */
export const actingAs = (name: string, at = MORNING): Attribution => ({ actor: { kind: 'server', name }, at })

/** A change by somebody of the office, as their own session would make it. */
export function actingPerson({ file }: Pick<Office, 'file'>, name: string, at = MORNING): Attribution {
  const [account] = rowsOf(file, 'select id, unit_id from account where username = ?', name)
  return { actor: { kind: 'account', id: Number(account!['id']), name, unitId: Number(account!['unit_id']) }, at }
}
