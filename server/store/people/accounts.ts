import type { Kysely, Transaction } from 'kysely'
import type { AccountRole } from '#contract/people/roles'
import type { Attribution } from '#core/ledger/actor'
import { definedOnly } from '#core/text/defined-only'
import { toFlag } from '../engine/flag.ts'
import { audit } from '../ledger/audit.ts'
import { changedDetail } from '../ledger/changed-detail.ts'
import type { Database } from '../engine/database.ts'
import { createReset } from './password-resets.ts'
import type { NewAccount } from './credentials.ts'
import { createAccount, isNameTaken, setAccountAreas } from './credentials.ts'
import { areasOfAccount } from './officer-areas.ts'
import { endSessionsOf } from './sessions.ts'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'
import { chainOf, unitById } from '../office/units.ts'

/** An account as it is looked after; moments are milliseconds since the epoch. */
export interface ListedAccount {
  readonly id: number
  readonly username: string
  readonly displayName: string
  readonly role: string
  readonly unitId: number
  /** Codes; empty for every role but officer. */
  readonly areas: readonly string[]
  readonly secondFactor: boolean
  readonly lastSeenAt: number | null
  readonly resetExpiresAt: number | null
  readonly retired: boolean
}

/** What may change; undefined leaves it as it is. */
export interface AccountSettings {
  readonly displayName?: string | undefined
  readonly role?: AccountRole | undefined
  readonly unitId?: number | undefined
  readonly areaIds?: readonly number[] | undefined
  readonly retired?: boolean | undefined
}

async function accountsOf(db: Kysely<Tables>, unitIds: readonly number[], now: number): Promise<ListedAccount[]> {
  const rows = await db
    .selectFrom('account')
    .leftJoin('second_factor', 'second_factor.account_id', 'account.id')
    .leftJoin('password_reset', (on) =>
      on.onRef('password_reset.account_id', '=', 'account.id').on('password_reset.expires_at', '>', now),
    )
    .select(['account.id', 'username', 'display_name', 'role', 'unit_id', 'retired', 'second_factor.secret'])
    .select('password_reset.expires_at as resetExpiresAt')
    .select((each) =>
      each
        .selectFrom('session')
        .select((session) => session.fn.max('seen_at').as('seen'))
        .whereRef('session.account_id', '=', 'account.id')
        .as('lastSeenAt'),
    )
    .where('unit_id', 'in', unitIds)
    .orderBy(textOrder('account.username'))
    .execute()
  const areas = await db
    .selectFrom('account_area')
    .innerJoin('area', 'area.id', 'account_area.area_id')
    .select(['account_id', 'area.code'])
    .orderBy(textOrder('area.code'))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    role: row.role,
    unitId: row.unit_id,
    areas: areas.filter(({ account_id }) => account_id === row.id).map(({ code }) => code),
    secondFactor: row.secret !== null,
    lastSeenAt: row.lastSeenAt,
    resetExpiresAt: row.resetExpiresAt,
    retired: row.retired === 1,
  }))
}

/** Whether the unit keeps an administrator, at it or above it, when the account is changed like this. */
async function staysAdministered(
  trx: Kysely<Tables>,
  account: ListedAccount,
  change: AccountSettings,
): Promise<boolean> {
  if (account.role !== 'admin' || account.retired) return true
  const chain = await chainOf(trx, account.unitId)
  const goes = change.retired === true || (change.role ?? 'admin') !== 'admin'
  if (!goes && chain.includes(change.unitId ?? account.unitId)) return true
  const other = await trx
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'admin')
    .where('retired', '=', 0)
    .where('unit_id', 'in', chain)
    .where('id', '<>', account.id)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

const areaCodes = async (trx: Kysely<Tables>, accountId: number): Promise<string> =>
  ((await areasOfAccount(trx, accountId, 'officer')) ?? []).join(' ')

async function apply(trx: Transaction<Tables>, account: ListedAccount, change: AccountSettings): Promise<void> {
  const columns = definedOnly({
    display_name: change.displayName,
    role: change.role,
    unit_id: change.unitId,
    retired: toFlag(change.retired),
  })
  if (Object.keys(columns).length > 0)
    await trx.updateTable('account').set(columns).where('id', '=', account.id).execute()
  if (change.areaIds !== undefined) await setAccountAreas(trx, account.id, change.areaIds)
  if (change.retired !== true) return
  // Brought back one day, nobody comes in by what was open before.
  await endSessionsOf(trx, account.id)
  await trx.deleteFrom('password_reset').where('account_id', '=', account.id).execute()
  await trx.deleteFrom('known_browser').where('account_id', '=', account.id).execute()
}

export type Accounts = ReturnType<typeof createAccounts>

export function createAccounts({ reads, transaction }: Database) {
  return {
    /** Accounts of these units by name, retired ones too. */
    of: (unitIds: readonly number[], now: number) => accountsOf(reads, unitIds, now),
    /**
     * Makes an account with a one-time link, by which its owner sets the first password.
     *
     * @returns null when the name is taken, by a retired account too
     */
    create: (account: NewAccount, now: number, by: Attribution) =>
      transaction(async (trx) => {
        const username = account.username.normalize('NFC').toLowerCase()
        if (await isNameTaken(trx, username)) return null
        const id = await createAccount(trx, account)
        const { unitId, role } = account
        await audit(trx, by, { action: 'account.create', subject: username, unitId, detail: { role } })
        return { id, reset: await createReset(trx, id, now) }
      }),
    /**
     * Changes what is given. Sessions take the new rights with their next call; those of a retired account end.
     *
     * @returns false, with nothing changed, when it would leave the office with nobody to look after it
     */
    change: (account: ListedAccount, change: AccountSettings, by: Attribution) =>
      transaction(async (trx) => {
        if (!(await staysAdministered(trx, account, change))) return false
        await apply(trx, account, change)
        const { displayName, role, unitId, areaIds, retired } = change
        const unit = unitId === undefined ? undefined : (await unitById(trx, unitId)).code
        const areas = areaIds && (await areaCodes(trx, account.id))
        const now = definedOnly({ displayName, role, unit, areas, retired })
        const detail = changedDetail(now, { displayName: account.displayName, role: account.role })
        const entry = { action: 'account.change', subject: account.username, unitId: account.unitId, detail }
        await audit(trx, by, entry)
        return true
      }),
  }
}
