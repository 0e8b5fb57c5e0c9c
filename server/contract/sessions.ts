import { z } from 'zod'

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
