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

export const PasswordChange = z.strictObject({
  current: Password.optional().describe('left out only by an account that must change the password it was given'),
  next: NewPassword,
})
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

/** One browser that is signed in. Neither its address nor its exact version is kept. */
export const SessionEntry = z.object({
  id: z.string(),
  createdAt: z.string().describe('to the quarter of an hour'),
  lastSeenAt: z.string().describe('to the quarter of an hour'),
  expiresAt: z.string(),
  browser: z.string().describe('such as “Chrome, Windows”; empty when unknown'),
  current: z.boolean().describe('the session this question was asked in'),
})
export type SessionEntry = z.infer<typeof SessionEntry>
export const SessionList = z.object({ sessions: z.array(SessionEntry) })
export type SessionList = z.infer<typeof SessionList>

/** Without an account one’s own sessions; those of another for an administrator in scope. */
export const SessionQuery = z.strictObject({
  account: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
})
export const SessionId = z.object({ id: z.uuid() })

/** Begins or ends the second factor: the password is asked again. */
export const PasswordProof = z.strictObject({ password: Password })
export type PasswordProof = z.infer<typeof PasswordProof>

/** What an authenticator app is given: RFC 6238, SHA-1, six digits, 30 seconds. Nothing changes until it is confirmed. */
export const SecondFactorOffer = z.object({
  secret: z.string().describe('base32, to be typed where no camera is'),
  uri: z.string().describe('otpauth://totp/…, for a QR code'),
})
export type SecondFactorOffer = z.infer<typeof SecondFactorOffer>

export const SecondFactorCode = z.strictObject({ code: z.string().regex(/^\d{6}$/) })
export type SecondFactorCode = z.infer<typeof SecondFactorCode>
