import { z } from 'zod'

/** `/api/<plural>/:id`: ids on the wire are the numbers of the database as text. */
export const ById = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
})

/** Which unit a list or a page is about; left out: the caller's own. */
export const OfUnit = z.strictObject({ unit: z.string().optional() })
