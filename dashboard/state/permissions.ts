import type { Role } from '#contract/codes'

/** What a role may change or take away; the server decides, this only hides what it would refuse. */
export interface Permissions {
  readonly changes: boolean
  readonly exports: boolean
  /** Accounts and API tokens. */
  readonly people: boolean
  /** Reading links of those who supervise. */
  readonly links: boolean
  /** An account of one's own; a reading link has none. */
  readonly account: boolean
  readonly audit: boolean
}

export function permissionsOf(role: Role): Permissions {
  const changes = role === 'admin' || role === 'manager'
  return { changes, exports: changes || role === 'superior', people: role === 'admin', links: changes, account: role !== 'supervisor', audit: changes }
}
