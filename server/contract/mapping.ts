import { z } from 'zod'
import { ChannelCode, Code, QuestionnaireReference, StageCode } from './codes.ts'

const Column = z.string().min(1)
/** A column whose texts may be translated; a text that is not among `values` stays as it is. */
const column = { column: Column, values: z.record(z.string(), z.string()).optional() }

/** The code of a question that was asked elsewhere. */
const CriterionCode = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/)

/** How the columns of somebody else's file become responses (design §6). */
export const ImportMapping = z.strictObject({
  questionnaire: QuestionnaireReference,
  criteria: z
    .record(CriterionCode, z.strictObject({ label: z.string().min(1).max(500) }))
    .refine((criteria) => Object.keys(criteria).length > 0, { params: { code: 'required' } })
    .optional()
    .describe("declares a questionnaire that was asked elsewhere; its answers are never summed with the office's own"),
  unit: z
    .union([
      z.strictObject({ ...column, create: z.boolean().optional(), parent: Code.optional() }),
      z.strictObject({ value: Code }),
    ])
    .optional(),
  area: z
    .union([z.strictObject({ ...column, create: z.boolean().optional() }), z.strictObject({ value: Code })])
    .optional(),
  procedure: z.union([z.strictObject(column), z.strictObject({ value: Code })]).optional(),
  stage: z.union([z.strictObject(column), z.strictObject({ value: StageCode })]).optional(),
  channel: z.union([z.strictObject(column), z.strictObject({ value: ChannelCode })]).optional(),
  time: z
    .union([
      z.strictObject({ ...column, format: z.string().min(1) }),
      z.strictObject({ value: z.string().min(1), format: z.string().min(1) }),
    ])
    .describe("the office's civil time; yyyy MM dd HH mm ss, or d M H m s for one digit or two"),
  answers: z
    .record(
      z.string(),
      z.strictObject({ column: Column, levels: z.record(z.string(), z.int().min(1).max(5).nullable()) }),
    )
    .refine((answers) => Object.keys(answers).length > 0, { params: { code: 'required' } })
    .describe('the level each text of a cell means; null: không có ý kiến; an empty cell is no answer'),
  comment: z.strictObject({ column: Column }).optional(),
  identity: z.strictObject({
    columns: z.array(Column).min(1).describe('what makes a row itself: read again, it is a duplicate'),
    occurrence: z.boolean().optional().describe('repeats within a file are counted apart'),
    source: z.string().min(1).max(200).optional().describe('tells apart two sources that number their rows alike'),
  }),
})
export type ImportMapping = z.infer<typeof ImportMapping>

/** One cell of the file that could not be taken; `row` counts from 1 after the header. */
export const ImportIssue = z.object({ row: z.int(), column: z.string(), code: z.string(), value: z.string() })
export type ImportIssue = z.infer<typeof ImportIssue>

export const ImportReport = z.object({
  read: z.int(),
  stored: z.int(),
  duplicate: z.int(),
  conflict: z.int(),
  rejected: z.int(),
  issues: z.array(ImportIssue),
})
export type ImportReport = z.infer<typeof ImportReport>
