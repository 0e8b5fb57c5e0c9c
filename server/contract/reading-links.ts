import { z } from 'zod'
import { Code, Name } from './codes.ts'

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
