import type { FastifyRequest } from 'fastify'
import {
  Account,
  AccountChange,
  AccountCreated,
  AccountList,
  AccountRequest,
  ResetLink,
} from '#contract/people/accounts'
import { AccountRole } from '#contract/people/roles'
import type { AccountStores, ResetToken } from '../../services/people/accounts.ts'
import { changeAccount, createAccount, findAccount, makeResetLink } from '../../services/people/accounts.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { ListedAccount } from '../../store/people/accounts.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { civilTime } from '#core/time/civil-time'
import { orThrow } from '../framework/errors.ts'
import { pageLink } from '../framework/page-link.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'

export interface AccountParts extends AccountStores {
  readonly scope: Scope
  readonly clock: () => number
  readonly publicUrl: string | null
}

const config = { access: ['admin'] } as const

/** Accounts of the caller's tree: listed, made, changed, retired, given a one-time link. */
export const accountRoutes =
  (parts: AccountParts): Routes =>
  (app) => {
    const { accounts, scope, clock, publicUrl } = parts

    const find = async (request: FastifyRequest, id: number): Promise<AccountInScope> => {
      const units = await scope.units(request)
      return { account: orThrow(await findAccount(parts, units, { id, now: clock() })), units }
    }
    const linkFor = (request: FastifyRequest, reset: ResetToken): ResetLink => ({
      link: pageLink(request, publicUrl, `mat-khau=${reset.token}`),
      expiresAt: civilTime(reset.expiresAt),
    })

    app.get('/api/accounts', { config, schema: { response: { 200: AccountList } } }, async (request) => {
      const units = await scope.units(request)
      const unitIds = units.map(({ id }) => id)
      return { accounts: (await accounts.of(unitIds, clock())).map((account) => toAccount({ account, units })) }
    })

    app.post(
      '/api/accounts',
      { config, schema: { body: AccountRequest, response: { 200: AccountCreated } } },
      async (request) => {
        const { unit: code, ...order } = request.body
        const { id: unitId } = await scope.unit(request, code)
        const now = clock()
        const { id, reset } = orThrow(await createAccount(parts, { ...order, unitId, now }, actorOf(request, now)))
        return { account: toAccount(await find(request, id)), resetLink: linkFor(request, reset) }
      },
    )

    app.patch(
      '/api/accounts/:id',
      { config, schema: { params: ById, body: AccountChange, response: { 200: Account } } },
      async (request) => {
        const { account } = await find(request, request.params.id)
        const { unit: code, ...changes } = request.body
        const unitId = code === undefined ? undefined : (await scope.unit(request, code)).id
        const edit = { ...changes, unitId }
        orThrow(await changeAccount(parts, { account, edit }, actorOf(request, clock())))
        return toAccount(await find(request, account.id))
      },
    )

    app.post(
      '/api/accounts/:id/reset-link',
      { config, schema: { params: ById, response: { 200: ResetLink } } },
      async (request) => {
        const { account } = await find(request, request.params.id)
        const now = clock()
        return linkFor(request, orThrow(await makeResetLink(parts, { account, now }, actorOf(request, now))))
      },
    )
  }

interface AccountInScope {
  readonly account: ListedAccount
  readonly units: readonly UnitRow[]
}

const toAccount = ({ account, units }: AccountInScope): Account => ({
  id: String(account.id),
  username: account.username,
  displayName: account.displayName,
  role: AccountRole.parse(account.role),
  unit: units.find(({ id }) => id === account.unitId)?.code ?? '',
  areas: [...account.areas],
  secondFactor: account.secondFactor,
  lastSeenAt: account.lastSeenAt === null ? null : civilTime(account.lastSeenAt),
  resetExpiresAt: account.resetExpiresAt === null ? null : civilTime(account.resetExpiresAt),
  retired: account.retired,
})
