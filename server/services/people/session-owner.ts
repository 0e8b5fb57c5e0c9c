import type { UnitRow } from '../../store/office/units.ts'
import type { Accounts } from '../../store/people/accounts.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'

/** Who asks about sessions. */
export interface SessionReader {
  readonly name: string
  readonly unitId: number
  /** null for an API token. */
  readonly accountId: number | null
  /** Units whose accounts they administer; null: none. */
  readonly administers: readonly UnitRow[] | null
  readonly now: number
}

/** Whose sessions they are, as the audit names them. */
export interface SessionHolderName {
  readonly name: string
  readonly unitId: number
}

/** @returns refused with not_allowed, or not_found for an account the reader does not administer */
export async function sessionOwner(
  accounts: Accounts,
  accountId: number | null,
  reader: SessionReader,
): Promise<SessionHolderName | Refusal> {
  if (accountId !== null && reader.accountId === accountId) return { name: reader.name, unitId: reader.unitId }
  if (reader.administers === null) return refuse('not_allowed')
  const unitIds = reader.administers.map(({ id }) => id)
  const found = (await accounts.of(unitIds, reader.now)).find(({ id }) => id === accountId)
  return found ? { name: found.username, unitId: found.unitId } : refuse('not_found')
}
