import { z } from 'zod'

/** A call to the interface as it was made, and the reply it got; what is secret or by chance is shortened. */
export const ApiExample = z.strictObject({
  route: z.string().regex(/^(GET|POST|PUT|PATCH|DELETE) \//),
  /** What the call is for, in Vietnamese. */
  says: z.string().min(1),
  /** Whose credentials: none, a kiosk's token, or a member of staff. */
  as: z.enum(['anyone', 'device', 'staff']),
  request: z.strictObject({ url: z.string().startsWith('/'), body: z.unknown() }),
  reply: z.strictObject({ status: z.int(), body: z.unknown() }),
})
export type ApiExample = z.infer<typeof ApiExample>
