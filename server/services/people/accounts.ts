import { randomBytes } from 'node:crypto'
import type { AccountChange } from '#contract/people/accounts'
import { AccountRole } from '#contract/people/roles'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Attribution } from '#core/ledger/actor'
import type { UnitRow } from '../../store/office/units.ts'
import type { Accounts, ListedAccount } from '../../store/people/accounts.ts'
import type { PasswordResets } from '../../store/people/password-resets.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'
import { areaIdsFor } from './area-ids.ts'
import { hashPassword } from './passwords.ts'

export interface AccountStores {
  readonly accounts: Accounts
  readonly resets: PasswordResets
  readonly areas: Areas
}

/** A secret that sets a password once; milliseconds since the epoch. */
export interface ResetToken {
  readonly token: string
  readonly expiresAt: number
}

export interface AccountOrder {
  readonly username: string
  readonly displayName: string
  readonly role: AccountRole
  readonly areas: readonly string[]
  readonly unitId: number
  readonly now: number
}

/** An account of one of these units; one outside is as unknown as one that does not exist. */
export async function findAccount(
  { accounts }: AccountStores,
  units: readonly UnitRow[],
  { id, now }: { readonly id: number; readonly now: number },
): Promise<ListedAccount | Refusal> {
  const unitIds = units.map((unit) => unit.id)
  return (await accounts.of(unitIds, now)).find((account) => account.id === id) ?? refuse('not_found')
}

/** Makes an account whose owner sets the first password. @returns refused with already_exists, or as `areaIdsFor` says */
export async function createAccount(
  { accounts, areas: areaStore }: AccountStores,
  { username, displayName, role, areas, unitId, now }: AccountOrder,
  by: Attribution,
): Promise<{ readonly id: number; readonly reset: ResetToken } | Refusal> {
  const areaIds = await areaIdsFor(role, areas, areaStore)
  if (isRefusal(areaIds)) return areaIds
  // Nobody knows it: the owner sets a first password by the link.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
  const account = { username, displayName, role, unitId, areaIds, passwordHash, mustChange: false }
  return (await accounts.create(account, now, by)) ?? refuseField('already_exists', 'username', 'already_exists')
}

/** What changes of an account, with the unit it moves to found already. */
export type AccountEdit = Omit<AccountChange, 'unit'> & { readonly unitId: number | undefined }

/** @returns null once it is changed; refused with last_admin, or as `areaIdsFor` says */
export async function changeAccount(
  { accounts, areas: areaStore }: AccountStores,
  { account, edit }: { readonly account: ListedAccount; readonly edit: AccountEdit },
  by: Attribution,
): Promise<Refusal | null> {
  const { displayName, role, areas, unitId, retired } = edit
  const nextRole = role ?? AccountRole.parse(account.role)
  const areaIds = await nextAreaIds({ role: nextRole, areas, account }, areaStore)
  if (isRefusal(areaIds)) return areaIds
  const isChanged = await accounts.change(account, { displayName, role, unitId, areaIds, retired }, by)
  return isChanged ? null : refuse('last_admin')
}

/** Makes a link by which the owner of an account sets a new password. @returns refused with account_retired */
export async function makeResetLink(
  { resets }: AccountStores,
  { account, now }: { readonly account: ListedAccount; readonly now: number },
  by: Attribution,
): Promise<ResetToken | Refusal> {
  return account.retired ? refuse('account_retired') : resets.make(account, now, by)
}

interface RoleWithAreas {
  readonly role: AccountRole
  readonly areas: readonly string[] | undefined
  readonly account: ListedAccount
}

/** @returns undefined where they stay: an officer keeps areas that were retired since; who is no officer any more has none */
async function nextAreaIds(
  { role, areas, account }: RoleWithAreas,
  areaStore: Areas,
): Promise<number[] | undefined | Refusal> {
  if (areas !== undefined) return areaIdsFor(role, areas, areaStore)
  if (role === 'officer') return account.areas.length > 0 ? undefined : areaIdsFor(role, [], areaStore)
  return account.areas.length > 0 ? [] : undefined
}
