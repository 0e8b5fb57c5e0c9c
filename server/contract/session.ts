import { z } from 'zod'
import { RoleCode } from './codes.ts'

/** Shortest password an account may have, in characters (NIST SP 800-63B: length, no composition rules). */
export const SHORTEST_PASSWORD = 10

export const SignIn = z.strictObject({
  username: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  code: z.string().max(20).optional(),
})
export type SignIn = z.infer<typeof SignIn>

export const PasswordChange = z.strictObject({
  current: z.string().min(1).max(200),
  next: z.string().min(SHORTEST_PASSWORD).max(200),
})
export type PasswordChange = z.infer<typeof PasswordChange>

export const Session = z.object({
  username: z.string(),
  role: RoleCode,
  unit: z.object({ code: z.string(), name: z.string() }),
  mustChangePassword: z.boolean().describe('until it is changed every other staff call answers 403'),
  today: z.string().describe('civil date of the server'),
  release: z.enum(['daily', 'live']).describe('live: figures advance with each tap, for demonstrations only'),
})
export type Session = z.infer<typeof Session>

export const TokenRequest = z.strictObject({
  role: RoleCode,
  unit: z.string().optional(),
  days: z.int().min(1).max(3650).optional(),
  label: z.string().max(100).optional(),
})
export type TokenRequest = z.infer<typeof TokenRequest>
export const TokenReply = z.object({ id: z.string(), token: z.string(), expiresAt: z.string().nullable() })
export const ApiToken = z.object({
  id: z.string(),
  role: RoleCode,
  unit: z.string(),
  label: z.string(),
  expiresAt: z.string().nullable(),
  revoked: z.boolean(),
})
export const TokenList = z.object({ tokens: z.array(ApiToken) })
export type TokenList = z.infer<typeof TokenList>
