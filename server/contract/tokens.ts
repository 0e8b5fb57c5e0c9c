import { z } from 'zod'
import { Code } from './codes.ts'
import { AccountRole } from './roles.ts'

/** How long a token holds unless its maker says otherwise, in days: none is good for ever. */
export const TOKEN_DAYS = 365

/** A token of a program. `areas` are for officers alone. */
export const TokenRequest = z.strictObject({
  role: AccountRole,
  unit: z.string().optional(),
  areas: z.array(Code).max(40).default([]),
  days: z.int().min(1).max(3650).default(TOKEN_DAYS),
  label: z.string().max(100).optional(),
})
export type TokenRequest = z.infer<typeof TokenRequest>
export const TokenReply = z.object({ id: z.string(), token: z.string(), expiresAt: z.string() })
export type TokenReply = z.infer<typeof TokenReply>
export const ApiToken = z.object({
  id: z.string(),
  role: AccountRole,
  unit: z.string(),
  areas: z.array(z.string()).describe('codes of the areas of an officer; empty for every other role, who sees all'),
  label: z.string(),
  expiresAt: z.string().nullable().describe('null: one from before every token had an end'),
  lastUsedDay: z.string().nullable().describe('civil date of the last call'),
  revoked: z.boolean(),
})
export type ApiToken = z.infer<typeof ApiToken>
export const TokenList = z.object({ tokens: z.array(ApiToken) })
export type TokenList = z.infer<typeof TokenList>
