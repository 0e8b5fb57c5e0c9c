import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'
import { FigureTarget } from './satisfaction.ts'

const Words = z.string().trim().min(1).max(500)

const requestFields = {
  unit: Code,
  group: Code.describe('what was asked about, such as phuc-vu, or which index it is, such as sipas; khac: see title'),
  title: Words.nullable().optional().describe('what it is called where the group is khac'),
  value: z.number().min(0).max(1).multipleOf(0.000001).describe('share, 0 to 1, at most six decimals'),
  decimals: z.int().min(0).max(4).nullable().optional().describe('of the percentage as it was published: 2 for 87,30%'),
  source: Words.describe('who found it, and where it is written'),
  periodFrom: LocalDate,
  periodTo: LocalDate,
  answers: z.int().min(1).max(100_000_000).nullable().optional().describe('how many were asked; null: not known'),
  isSample: z
    .boolean()
    .optional()
    .describe('whether it is the share of one question on a random sample: only then it has an interval'),
  rank: z
    .string()
    .regex(/^\d{1,4}\/\d{1,4}$/)
    .nullable()
    .optional()
    .describe('its place among those compared, such as 10/18'),
  note: Words.nullable().optional(),
}

export const ExternalResultRequest = z
  .strictObject(requestFields)
  .refine((result) => result.periodFrom <= result.periodTo, {
    path: ['periodTo'],
    params: { code: 'ends_before_start' },
  })
  .refine((result) => result.group !== 'khac' || Boolean(result.title), {
    path: ['title'],
    params: { code: 'required' },
  })
export type ExternalResultRequest = z.infer<typeof ExternalResultRequest>

/** A result that somebody else found, with the target of its group on the last day of its period. */
export const ExternalResult = z.object({
  ...requestFields,
  id: z.string(),
  answers: z.int().nullable(),
  title: z.string().nullable(),
  decimals: z.int().nullable().describe('null: not known'),
  isSample: z.boolean(),
  rank: z.string().nullable(),
  note: z.string().nullable(),
  interval: z
    .object({ low: z.number(), high: z.number() })
    .nullable()
    .describe('null where it is no random sample, or answers is not known'),
  target: FigureTarget.nullable(),
  verdict: z.enum(['met', 'missed']).nullable(),
  evidence: z
    .enum(['sufficient', 'insufficient', 'too_few', 'published', 'milestone'])
    .nullable()
    .describe('published: the verdict is about the published number, and nothing says how sure that is'),
})
export type ExternalResult = z.infer<typeof ExternalResult>

export const ExternalResultQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  from: LocalDate.optional().describe('only results whose period has a day from here on'),
  to: LocalDate.optional().describe('only results whose period has a day up to here'),
})

export const ExternalResultList = z.object({ results: z.array(ExternalResult) })
export type ExternalResultList = z.infer<typeof ExternalResultList>
