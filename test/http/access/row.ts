import type { AccountRole, Role } from '#contract/people/roles'
import type { Office } from '../../support/office.ts'
import { actingAs } from '../../support/actors.ts'

/** How a route is called about one unit. */
export interface Call {
  readonly url: string
  readonly body?: object
}

/** Who may call a route of staff, and what the others get. */
export interface Row {
  readonly roles: readonly Role[]
  /**
   * Makes what the route is about in the unit of this code and says how it is called; null where a route is about the
   * caller alone, or about everybody.
   */
  readonly about: ((unit: string, office: Office) => Promise<Call> | Call) | null
  /** What a caller in one of the roles gets about a unit that is not theirs; 403 unless given. */
  readonly foreign?: number
  /** What a caller gets who may; 200 or 204 unless given. */
  readonly granted?: readonly number[]
  /** The same for single roles that get something else than the rest. */
  readonly grantedTo?: Partial<Record<Role, readonly number[]>>
  /** Asked where `about` is null and the address has parameters. */
  readonly url?: string
  /** Sent where `about` is null. */
  readonly body?: object
  /** Something an API token cannot do in any role. */
  readonly sessionOnly?: boolean
  /** Open to an account that must still change its first password. */
  readonly beforePasswordChange?: boolean
  /** Says the same to everybody: names of units elsewhere are no secret in it. */
  readonly common?: boolean
}

/** `GET /api/things` and who may call it. */
export type Rows = Readonly<Record<string, Row>>

export const every: readonly Role[] = ['admin', 'manager', 'leader', 'officer', 'superior', 'supervisor']
/** All but who comes by a reading link. */
export const withAccount: readonly AccountRole[] = ['admin', 'manager', 'leader', 'officer', 'superior']
/** All who see the whole office. */
export const wholeOffice: readonly Role[] = ['admin', 'manager', 'leader', 'superior']
export const editors: readonly Role[] = ['admin', 'manager']

/** Who makes what a row is about. */
export const tester = actingAs('test')
