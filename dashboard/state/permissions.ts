import type { Role } from '#contract/codes'

/** What a role may change or take away; the server decides, this only hides what it would refuse. */
export interface Permissions {
  readonly changes: boolean
  readonly exports: boolean
  /** Accounts, reading links and API tokens. */
  readonly people: boolean
  readonly audit: boolean
}

export function permissionsOf(role: Role): Permissions {
  const changes = role === 'admin' || role === 'manager'
  return { changes, exports: changes || role === 'superior', people: role === 'admin', audit: changes }
}
