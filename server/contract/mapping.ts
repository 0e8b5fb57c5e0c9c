import { z } from 'zod'
import { ChannelCode, Code, QuestionnaireReference, StageCode } from './codes.ts'

const Column = z.string().min(1)
/** A column whose texts may be translated; a text that is not among `values` stays as it is. */
const column = { column: Column, values: z.record(z.string(), z.string()).optional() }

/** A code, or the name of what is made with the code that the name leads to. */
const Named = z.string().trim().min(1).max(200)

const format = z.string().min(1)
/** Dates and texts in one column are taken as they stand: somebody has looked that day and month are the right way round. */
const mixed = z.boolean().optional()

/** The code of a question that was asked elsewhere. */
const CriterionCode = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/)

/** How the columns of somebody else's file become responses (design §6). */
export const ImportMapping = z.strictObject({
  questionnaire: QuestionnaireReference,
  sheet: z.string().min(1).optional().describe('of a workbook; else the first that is shown and has the columns'),
  criteria: z
    .record(CriterionCode, z.strictObject({ label: z.string().min(1).max(500) }))
    .refine((criteria) => Object.keys(criteria).length > 0, { params: { code: 'required' } })
    .optional()
    .describe("declares a questionnaire that was asked elsewhere; its answers are never summed with the office's own"),
  unit: z
    .union([
      z.strictObject({ ...column, create: z.boolean().optional(), parent: Code.optional() }),
      z.strictObject({ value: Named, create: z.literal(true), parent: Code.optional() }),
      z.strictObject({ value: Code, create: z.literal(false).optional() }),
    ])
    .optional(),
  area: z
    .union([
      z.strictObject({ ...column, create: z.boolean().optional() }),
      z.strictObject({ value: Named, create: z.literal(true) }),
      z.strictObject({ value: Code, create: z.literal(false).optional() }),
    ])
    .optional(),
  procedure: z.union([z.strictObject(column), z.strictObject({ value: Code })]).optional(),
  stage: z.union([z.strictObject(column), z.strictObject({ value: StageCode })]).optional(),
  channel: z.union([z.strictObject(column), z.strictObject({ value: ChannelCode })]).optional(),
  time: z
    .union([
      z.strictObject({ ...column, format, mixed }),
      z.strictObject({
        columns: z.tuple([Column, Column]).describe('the date, then the time of the day'),
        format,
        mixed,
      }),
      z.strictObject({ value: z.string().min(1), format: format.optional() }),
    ])
    .describe(
      "the office's civil time: yyyy MM dd HH mm ss, or d M H m s for one digit or two, yy, h with a (SA CH AM PM), S, X or z for a zone",
    ),
  answers: z
    .record(
      z.string(),
      z.strictObject({
        column: Column,
        levels: z
          .record(z.string(), z.int().min(1).max(5).nullable())
          .optional()
          .describe('left out: 1 to 5 as forms are keyed in, and 9 for không có ý kiến'),
      }),
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

/** Why a worker could not read a file. */
export const FileRefused = z.object({
  refusal: z.object({
    path: z.string(),
    code: z.string(),
    message: z.string(),
    line: z.int().optional(),
    column: z.string().optional(),
  }),
})

/** What is odd about a file as a whole. */
export const ImportWarning = z.object({
  code: z.enum(['mixed_dates', 'other_sheets', 'closed_period']),
  column: z.string(),
  value: z.string(),
})
export type ImportWarning = z.infer<typeof ImportWarning>

/** A row is stored, duplicate, repeated, conflict or rejected. */
export const ImportReport = z.object({
  read: z.int(),
  stored: z.int(),
  duplicate: z.int().describe('came with an earlier import'),
  repeated: z.int().describe('the same row again in this file; each is among the issues'),
  conflict: z.int().describe('known with other content; each is among the issues'),
  rejected: z.int(),
  issues: z.array(ImportIssue),
  sheet: z.string().optional().describe('the sheet of a workbook that was read'),
  warnings: z.array(ImportWarning).optional(),
  ended: z.boolean().optional().describe('somebody ended the import before the end of the file'),
})
export type ImportReport = z.infer<typeof ImportReport>

/** The counts of a report alone. */
export const ImportTotals = ImportReport.pick({
  read: true,
  stored: true,
  duplicate: true,
  repeated: true,
  conflict: true,
  rejected: true,
})
export type ImportTotals = z.infer<typeof ImportTotals>
