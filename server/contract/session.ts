import { z } from 'zod'
import { RoleCode } from './roles.ts'

/** Shortest password an account may have, in characters (NIST SP 800-63B: length, no composition rules). */
export const SHORTEST_PASSWORD = 10

const Password = z.string().min(1).max(200)
export const NewPassword = z.string().min(SHORTEST_PASSWORD).max(200)

/** The secret part of a link that was given to a person. */
const LinkToken = z.string().min(1).max(200)

export const SignIn = z.strictObject({
  username: z.string().min(1).max(80),
  password: Password,
  code: z.string().max(20).optional().describe('six digits of the second factor, where the account has one'),
})
export type SignIn = z.infer<typeof SignIn>

export const PasswordChange = z.strictObject({ current: Password, next: NewPassword })
export type PasswordChange = z.infer<typeof PasswordChange>

/** Opens a reading link. */
export const LinkOpening = z.strictObject({ token: LinkToken })
export type LinkOpening = z.infer<typeof LinkOpening>

/** Sets a password by a one-time link. */
export const PasswordReset = z.strictObject({ token: LinkToken, password: NewPassword })
export type PasswordReset = z.infer<typeof PasswordReset>
export const PasswordResetReply = z.object({ username: z.string() })
export type PasswordResetReply = z.infer<typeof PasswordResetReply>

export const Session = z.object({
  username: z.string().describe('an account’s name, `token:ID` or `link:ID`'),
  displayName: z.string().describe('what a person is called, or who a reading link was given to; may be empty'),
  role: RoleCode,
  unit: z.object({ code: z.string(), name: z.string() }),
  atRoot: z.boolean().describe('whether no unit stands above: shared lists and the machine are looked after there'),
  areas: z.array(z.string()).nullable().describe('codes of the areas it may see; null: all'),
  secondFactor: z.boolean().describe('a code is asked when signing in'),
  endsAt: z.string().nullable().describe('when one must sign in again; null for an API token without end'),
  mustChangePassword: z.boolean().describe('until it is changed every other staff call answers 403'),
  today: z.string().describe('civil date of the server'),
  release: z.enum(['daily', 'live']).describe('live: figures advance with each tap, for demonstrations only'),
})
export type Session = z.infer<typeof Session>
