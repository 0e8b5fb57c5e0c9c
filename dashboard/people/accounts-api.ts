import type {
  Account,
  AccountChange,
  AccountCreated,
  AccountList,
  AccountRequest,
  ResetLink,
} from '#contract/people/accounts'
import type { SessionList } from '#contract/people/session'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

const pathOf = (id: string) => `/api/accounts/${encodeURIComponent(id)}`

/** The accounts of the caller's unit and of all below it. */
export const readAccounts = (client: Client) => client.get<AccountList>('/api/accounts')

/** The reply holds, this once, the link by which the person sets a password. */
export const addAccount = (
  client: Client,
  request: Partial<AccountRequest> & Pick<AccountRequest, 'username' | 'role'>,
) => client.send<AccountCreated>('POST', '/api/accounts', request)

export const changeAccount = (client: Client, id: string, change: AccountChange) =>
  client.send<Account>('PATCH', pathOf(id), change)

/** A link that sets a new password once; one given before no longer works. */
export const makeResetLink = (client: Client, id: string) => client.send<ResetLink>('POST', `${pathOf(id)}/reset-link`)

/** Where an account is signed in; one's own without `account`. */
export const readSessions = (client: Client, account?: string) =>
  client.get<SessionList>(account === undefined ? '/api/sessions' : withQuery('/api/sessions', { account }))

export const endSession = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/sessions/${encodeURIComponent(id)}`)
