import { z } from 'zod'

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  database: z.string(),
  demo: z.literal(true).optional().describe('the data is made up: every page says so'),
})
export type Health = z.infer<typeof Health>
