import type { Kysely } from 'kysely'
import type { Role } from '#contract/codes'
import { newToken, sha256 } from './keys.ts'
import type { Actor } from './audit.ts'
import { writeAudit } from './audit.ts'
import type { Database } from './database.ts'
import { nextId } from './portable.ts'
import type { Tables } from './tables.ts'

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

/** Whether anybody has an account yet. */
export async function hasAccounts(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined
}

export interface NewAccount {
  readonly username: string
  readonly passwordHash: string
  readonly role: Role
  readonly unitId: number
  readonly mustChange: boolean
}

/** Inside a transaction; a name that is taken is refused by the database. */
export async function createAccount(trx: Kysely<Tables>, account: NewAccount): Promise<void> {
  await trx
    .insertInto('account')
    .values({
      id: nextId('account'),
      username: account.username.normalize('NFC').toLowerCase(),
      password_hash: account.passwordHash,
      role: account.role,
      unit_id: account.unitId,
      must_change: account.mustChange ? 1 : 0,
      retired: 0,
    })
    .execute()
}

export interface PasswordHashChange {
  readonly passwordHash: string
  readonly mustChange: boolean
}

/** Inside a transaction: a new password ends every session of the account. */
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
  await trx.deleteFrom('session').where('account_id', '=', accountId).execute()
}

/** Inside a transaction. @returns the session's token, which is stored as a hash only */
export async function createSession(trx: Kysely<Tables>, accountId: number, expiresAt: number): Promise<string> {
  const token = newToken()
  await trx
    .insertInto('session')
    .values({ token_hash: sha256(token), account_id: accountId, expires_at: expiresAt })
    .execute()
  return token
}

/** @returns null when the session is unknown, has ended or its account is retired */
export async function accountOfSession(db: Kysely<Tables>, token: string, now: number): Promise<AccountRow | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['account.id', 'username', 'password_hash', 'role', 'unit_id', 'must_change'])
    .where('session.token_hash', '=', sha256(token))
    .where('session.expires_at', '>', now)
    .where('account.retired', '=', 0)
    .executeTakeFirst()
  return row ?? null
}

/** Inside a transaction: ends one session, and forgets those that have run out. */
export async function endSession(trx: Kysely<Tables>, token: string, now: number): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', sha256(token)).execute()
  await trx.deleteFrom('session').where('expires_at', '<=', now).execute()
}

/** Accounts and sessions as routes use them. */
export type People = ReturnType<typeof createPeople>

/** Binds the questions about accounts to an open store. */
export function createPeople({ reads, transaction }: Database) {
  return {
    byName: (username: string) => accountByName(reads, username),
    ofSession: (token: string, now: number) => accountOfSession(reads, token, now),
    startSession: (account: AccountRow, expiresAt: number, by: Actor) =>
      transaction(async (trx) => {
        await writeAudit(trx, { at: by.at, actor: by.name, action: 'session.start', subject: account.username })
        await trx.deleteFrom('session').where('expires_at', '<=', Date.parse(by.at)).execute()
        return createSession(trx, account.id, expiresAt)
      }),
    endSession: (token: string, now: number) => transaction((trx) => endSession(trx, token, now)),
    changePassword: (account: { readonly id: number; readonly expiresAt: number }, passwordHash: string, by: Actor) =>
      transaction(async (trx) => {
        await changePassword(trx, account.id, { passwordHash, mustChange: false })
        await writeAudit(trx, { at: by.at, actor: by.name, action: 'account.password', subject: by.name })
        return createSession(trx, account.id, account.expiresAt)
      }),
  }
}
