import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Account, AccountChange, AccountCreated, AccountList, AccountRequest, ResetLink } from '#contract/accounts'
import { AccountRole } from '#contract/roles'
import type { Accounts, KeptAccount } from '../../store/people/accounts.ts'
import type { PasswordResets } from '../../store/people/password-resets.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import { actorOf } from '../access/access.ts'
import { areaIdsFor } from './area-ids.ts'
import { civilTime } from '#core/time/civil-time'
import { ApiError } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import { hashPassword } from '../../services/people/passwords.ts'
import { pageLink } from '../framework/page-link.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface AccountParts {
  readonly accounts: Accounts
  readonly resets: PasswordResets
  readonly reference: Reference
  readonly scope: Scope
  readonly clock: () => number
  readonly publicUrl: string | null
}

const config = { access: ['admin'] } as const

/** Accounts of the caller's tree: listed, made, changed, retired, given a one-time link. */
export const accountRoutes =
  ({ accounts, resets, reference, scope, clock, publicUrl }: AccountParts): Routes =>
  (app) => {
    const seen = async (request: FastifyRequest): Promise<Seen[]> => {
      const codes = new Map((await scope.units(request)).map(({ id, code }) => [id, code]))
      const kept = await accounts.of([...codes.keys()], clock())
      return kept.map((account) => ({ account, shown: shown(account, codes.get(account.unitId) ?? '') }))
    }
    // An account outside the caller's tree is as unknown as one that does not exist.
    const find = async (request: FastifyRequest, id: number): Promise<Seen> => {
      const found = (await seen(request)).find(({ account }) => account.id === id)
      if (!found) throw new ApiError('not_found')
      return found
    }
    const linkFor = (request: FastifyRequest, reset: { readonly token: string; readonly expiresAt: number }) => ({
      link: pageLink(request, publicUrl, `mat-khau=${reset.token}`),
      expiresAt: civilTime(reset.expiresAt),
    })

    app.get('/api/accounts', { config, schema: { response: { 200: AccountList } } }, async (request) => ({
      accounts: (await seen(request)).map(({ shown: account }) => account),
    }))

    app.post(
      '/api/accounts',
      { config, schema: { body: AccountRequest, response: { 200: AccountCreated } } },
      async (request) => {
        const { username, displayName, role, areas } = request.body
        const unit = await scope.unit(request, request.body.unit)
        const areaIds = await areaIdsFor(role, areas, reference)
        // Nobody knows it: the owner sets a first password by the link.
        const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
        const account = { username, displayName, role, unitId: unit.id, areaIds, passwordHash, mustChange: false }
        const now = clock()
        const made = await accounts.create(account, now, actorOf(request, now))
        if (!made) throw new ApiError('already_exists', [{ path: 'username', code: 'already_exists' }])
        return { account: (await find(request, made.id)).shown, resetLink: linkFor(request, made.reset) }
      },
    )

    app.patch(
      '/api/accounts/:id',
      { config, schema: { params: ById, body: AccountChange, response: { 200: Account } } },
      async (request) => {
        const { account } = await find(request, request.params.id)
        const { displayName, role, unit: unitCode, areas, retired } = request.body
        const unit = unitCode === undefined ? undefined : await scope.unit(request, unitCode)
        const nextRole = role ?? AccountRole.parse(account.role)
        const areaIds = await nextAreas({ role: nextRole, areas, account }, reference)
        const change = { displayName, role, unitId: unit?.id, areaIds, retired }
        if (!(await accounts.change(account, change, actorOf(request, clock())))) throw new ApiError('last_admin')
        return (await find(request, account.id)).shown
      },
    )

    app.post(
      '/api/accounts/:id/reset-link',
      { config, schema: { params: ById, response: { 200: ResetLink } } },
      async (request) => {
        const { account } = await find(request, request.params.id)
        if (account.retired) throw new ApiError('account_retired')
        const now = clock()
        return linkFor(request, await resets.make(account, now, actorOf(request, now)))
      },
    )
  }

interface AreaChange {
  readonly role: AccountRole
  readonly areas: readonly string[] | undefined
  readonly account: KeptAccount
}

/** @returns undefined where they stay: an officer keeps areas that were retired since; who is no officer any more has none */
async function nextAreas({ role, areas, account }: AreaChange, reference: Reference): Promise<number[] | undefined> {
  if (areas !== undefined) return areaIdsFor(role, areas, reference)
  if (role === 'officer') return account.areas.length > 0 ? undefined : areaIdsFor(role, [], reference)
  return account.areas.length > 0 ? [] : undefined
}

interface Seen {
  readonly account: KeptAccount
  readonly shown: Account
}

const shown = (account: KeptAccount, unit: string): Account => ({
  id: String(account.id),
  username: account.username,
  displayName: account.displayName,
  role: AccountRole.parse(account.role),
  unit,
  areas: [...account.areas],
  secondFactor: account.secondFactor,
  lastSeenAt: account.lastSeenAt === null ? null : civilTime(account.lastSeenAt),
  resetExpiresAt: account.resetExpiresAt === null ? null : civilTime(account.resetExpiresAt),
  retired: account.retired,
})
