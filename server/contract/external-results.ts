import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'
import { FigureTarget } from './satisfaction.ts'

const requestFields = {
  unit: Code,
  group: Code.describe('what was asked about, such as phuc-vu or y-te-giao-duc'),
  value: z.number().min(0).max(1).multipleOf(0.0001).describe('share, 0 to 1, at most four decimals'),
  source: z.string().trim().min(1).max(500).describe('who found it, and where it is written'),
  periodFrom: LocalDate,
  periodTo: LocalDate,
  answers: z.int().min(1).max(100_000_000).nullable().optional().describe('how many were asked; null: not known'),
  note: z.string().trim().min(1).max(500).nullable().optional(),
}

export const ExternalResultRequest = z
  .strictObject(requestFields)
  .refine((result) => result.periodFrom <= result.periodTo, {
    path: ['periodTo'],
    params: { code: 'ends_before_start' },
  })
export type ExternalResultRequest = z.infer<typeof ExternalResultRequest>

/** A result that somebody else found, with the target of its group on the last day of its period. */
export const ExternalResult = z.object({
  ...requestFields,
  id: z.string(),
  answers: z.int().nullable(),
  note: z.string().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable().describe('null where answers is not known'),
  target: FigureTarget.nullable(),
  verdict: z.enum(['met', 'missed']).nullable(),
  evidence: z.enum(['sufficient', 'insufficient', 'too_few']).nullable(),
})
export type ExternalResult = z.infer<typeof ExternalResult>

export const ExternalResultQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  from: LocalDate.optional().describe('only results whose period has a day from here on'),
  to: LocalDate.optional().describe('only results whose period has a day up to here'),
})

export const ExternalResultList = z.object({ results: z.array(ExternalResult) })
export type ExternalResultList = z.infer<typeof ExternalResultList>
