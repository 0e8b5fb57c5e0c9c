import { z } from 'zod'

/** One thing wrong with one place of the input; `path` is dotted, `''` for the whole. */
export const Issue = z.object({ path: z.string(), code: z.string() })
export type Issue = z.infer<typeof Issue>

/** Every reply that is not a success has this shape; `code` is on the wire, words are for people. */
export const ErrorReply = z.object({
  code: z.string(),
  message: z.string(),
  issues: z.array(Issue).optional(),
})
export type ErrorReply = z.infer<typeof ErrorReply>
