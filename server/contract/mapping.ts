import { z } from 'zod'
import { ChannelCode, Code, QuestionnaireReference, StageCode } from './codes.ts'

const translate = z.record(z.string(), z.string()).optional()
const column = { column: z.string().min(1), values: translate }

/** How the columns of somebody else's file become responses (design §6). */
export const ImportMapping = z.strictObject({
  questionnaire: QuestionnaireReference,
  criteria: z.record(z.string(), z.strictObject({ label: z.string().min(1) })).optional(),
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
  time: z.union([
    z.strictObject({ column: z.string().min(1), format: z.string().min(1) }),
    z.strictObject({ value: z.string().min(1), format: z.string().min(1) }),
  ]),
  answers: z
    .record(
      z.string(),
      z.strictObject({ column: z.string().min(1), levels: z.record(z.string(), z.int().min(1).max(5).nullable()) }),
    )
    .refine((answers) => Object.keys(answers).length > 0),
  comment: z.strictObject({ column: z.string().min(1) }).optional(),
  identity: z.strictObject({ columns: z.array(z.string().min(1)).min(1), occurrence: z.boolean().optional() }),
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
