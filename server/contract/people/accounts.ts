import { z } from 'zod'
import { Code } from '../codes.ts'
import { AccountRole } from './roles.ts'

/** What a person is called: trimmed; may be empty. */
const DisplayName = z.string().trim().max(120)
const Areas = z.array(Code).max(40)

/** Names under which the server itself stands in the audit. */
const reserved: readonly string[] = ['hailong', 'first-run', 'demo']

/**
 * Names to sign in with do not know upper and lower case; none can be taken for the server, a token or a device. Only
 * letters a–z, because signs of other scripts look like them: two accounts would look like one in every list and entry.
 */
export const Username = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
  .refine((name) => !reserved.includes(name.toLowerCase()), { params: { code: 'reserved_name' } })

export const Account = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  role: AccountRole,
  unit: z.string(),
  areas: z.array(z.string()).describe('codes of the areas of an officer; empty for every other role, who sees all'),
  secondFactor: z.boolean(),
  lastSeenAt: z.string().nullable().describe('newest sign of its living sessions, to the quarter of an hour'),
  resetExpiresAt: z.string().nullable().describe('end of a one-time link that was given and not used'),
  retired: z.boolean(),
})
export type Account = z.infer<typeof Account>
export const AccountList = z.object({ accounts: z.array(Account) })
export type AccountList = z.infer<typeof AccountList>

/** A new account has no password: the person sets it by the one-time link of the reply. `areas` are for officers alone. */
export const AccountRequest = z.strictObject({
  username: Username,
  displayName: DisplayName.default(''),
  role: AccountRole,
  unit: Code.optional().describe('the caller’s own unless given'),
  areas: Areas.default([]),
})
export type AccountRequest = z.infer<typeof AccountRequest>

/** Only what is given changes. */
export const AccountChange = z.strictObject({
  displayName: DisplayName.optional(),
  role: AccountRole.optional(),
  unit: Code.optional(),
  areas: Areas.optional(),
  retired: z.boolean().optional(),
})
export type AccountChange = z.infer<typeof AccountChange>

/** A link that sets a password once within 24 hours; it is shown once. */
export const ResetLink = z.object({ link: z.string(), expiresAt: z.string() })
export type ResetLink = z.infer<typeof ResetLink>
export const AccountCreated = z.object({ account: Account, resetLink: ResetLink })
export type AccountCreated = z.infer<typeof AccountCreated>
