import type { Role } from '#contract/codes'

/** What a role may change or take away; the server decides, this only hides what it would refuse. */
export interface Permissions {
  readonly changes: boolean
  readonly exports: boolean
}

export function permissionsOf(role: Role): Permissions {
  const changes = role === 'admin' || role === 'manager'
  return { changes, exports: changes || role === 'superior' }
}
