import type { Kysely } from 'kysely'
import type { AccountRole } from '#contract/people/roles'
import type { Attribution } from '#core/ledger/actor'
import { actorText } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { NewSession } from './sessions.ts'
import { createSession, endSessionsOf } from './sessions.ts'
import type { Tables } from '../engine/tables.ts'

/** An account with its unit; `role` is one of the contract's. */
export interface AccountRow {
  readonly id: number
  readonly username: string
  readonly password_hash: string
  readonly role: string
  readonly unit_id: number
  readonly must_change: number
}

const columns = ['id', 'username', 'password_hash', 'role', 'unit_id', 'must_change'] as const

/** @returns null when there is no such account or it was retired; names do not know upper and lower case */
export async function accountByName(db: Kysely<Tables>, username: string): Promise<AccountRow | null> {
  const row = await db
    .selectFrom('account')
    .select(columns)
    .where('username', '=', username.normalize('NFC').toLowerCase())
    .where('retired', '=', 0)
    .executeTakeFirst()
  return row ?? null
}

/** Whether there is an account of this name, a retired one included. */
export async function isNameTaken(db: Kysely<Tables>, username: string): Promise<boolean> {
  const name = username.normalize('NFC').toLowerCase()
  return (await db.selectFrom('account').select('id').where('username', '=', name).executeTakeFirst()) !== undefined
}

/** Whether anybody has an account yet. */
export async function hasAccounts(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined
}

export interface NewAccount {
  readonly username: string
  readonly passwordHash: string
  readonly role: AccountRole
  readonly unitId: number
  readonly mustChange: boolean
  readonly displayName?: string
  /** Of an officer. */
  readonly areaIds?: readonly number[]
}

/** Inside a transaction; a name that is taken is refused by the database. @returns the new id */
export async function createAccount(trx: Kysely<Tables>, account: NewAccount): Promise<number> {
  const { id } = await trx
    .insertInto('account')
    .values({
      id: await nextId(trx, 'account'),
      username: account.username.normalize('NFC').toLowerCase(),
      password_hash: account.passwordHash,
      role: account.role,
      unit_id: account.unitId,
      must_change: account.mustChange ? 1 : 0,
      retired: 0,
      display_name: account.displayName ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setAccountAreas(trx, id, account.areaIds ?? [])
  return id
}

/** Inside a transaction: what an officer may see from now on. */
export async function setAccountAreas(trx: Kysely<Tables>, id: number, areaIds: readonly number[]): Promise<void> {
  await trx.deleteFrom('account_area').where('account_id', '=', id).execute()
  const rows = [...new Set(areaIds)].map((areaId) => ({ account_id: id, area_id: areaId }))
  if (rows.length > 0) await trx.insertInto('account_area').values(rows).execute()
}

export interface PasswordHashChange {
  readonly passwordHash: string
  readonly mustChange: boolean
}

/** Inside a transaction: a new password ends every session of the account and every link that would set another. */
export async function changePassword(
  trx: Kysely<Tables>,
  accountId: number,
  change: PasswordHashChange,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ password_hash: change.passwordHash, must_change: change.mustChange ? 1 : 0 })
    .where('id', '=', accountId)
    .execute()
  await endSessionsOf(trx, accountId)
  await trx.deleteFrom('password_reset').where('account_id', '=', accountId).execute()
}

export type Credentials = ReturnType<typeof createCredentials>

export function createCredentials({ reads, transaction }: Database) {
  return {
    byName: (username: string) => accountByName(reads, username),
    /** Ends all sessions of the account but the one it begins. @returns that one's token */
    changePassword: (accountId: number, passwordHash: string, next: Omit<NewSession, 'owner'> & { by: Attribution }) =>
      transaction(async (trx) => {
        const { by, ...session } = next
        await changePassword(trx, accountId, { passwordHash, mustChange: false })
        await audit(trx, by, { action: 'account.password', subject: actorText(by.actor) })
        return createSession(trx, { ...session, owner: { accountId } })
      }),
  }
}
