import { z } from 'zod'
import { clockDoubts } from '#core/time/clock-doubt'

const Moment = z.string().describe('civil time with zone')

/** Whether the time of the server is believed, and which ratings were taken while it was not. */
export const ClockReport = z.object({
  certain: z.boolean(),
  doubt: z.enum(clockDoubts).nullable().describe('why the time is uncertain; null: it is certain'),
  hostTime: Moment.describe('what the clock of the machine says'),
  serverTime: Moment.describe('what everything is done by: while the clock has jumped, the time before carried on'),
  newest: Moment.nullable().describe('the newest moment that was stored while the time was certain'),
  uncertainDays: z
    .array(z.object({ unit: z.string(), day: z.iso.date(), ratings: z.int() }))
    .describe('ratings whose time is uncertain, the server’s or the kiosk’s, and that nobody has put right'),
})
export type ClockReport = z.infer<typeof ClockReport>
