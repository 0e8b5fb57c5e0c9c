import { z } from 'zod'

export const RoleCode = z.enum(['admin', 'manager', 'leader', 'officer', 'superior', 'supervisor'])
export type Role = z.infer<typeof RoleCode>

/** Roles of accounts and API tokens; a supervisor comes by a reading link only. */
export const AccountRole = RoleCode.exclude(['supervisor'])
export type AccountRole = z.infer<typeof AccountRole>
