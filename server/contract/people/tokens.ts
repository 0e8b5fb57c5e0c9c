import { z } from 'zod'
import { Code, Name } from '../codes.ts'
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

/** Days a reading link holds unless said otherwise. */
export const READING_LINK_DAYS = 30

/** A link for those who supervise: HĐND, MTTQ, Ban giám sát. It may be opened often, until it ends or is taken back. */
export const ReadingLinkRequest = z.strictObject({
  label: Name.describe('who it is given to, such as “Ban Pháp chế HĐND”'),
  unit: Code.optional().describe('the caller’s own unless given'),
  days: z.int().min(1).max(90).default(READING_LINK_DAYS),
})
export type ReadingLinkRequest = z.infer<typeof ReadingLinkRequest>
/** The link is shown once. */
export const ReadingLinkReply = z.object({ id: z.string(), link: z.string(), expiresAt: z.string() })
export type ReadingLinkReply = z.infer<typeof ReadingLinkReply>

export const ReadingLink = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastOpenedDay: z.string().nullable(),
  state: z.enum(['open', 'expired', 'revoked']),
})
export type ReadingLink = z.infer<typeof ReadingLink>
export const ReadingLinkList = z.object({ links: z.array(ReadingLink) })
export type ReadingLinkList = z.infer<typeof ReadingLinkList>
