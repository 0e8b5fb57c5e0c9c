import { z } from 'zod'
import { SatisfactionQuery } from './satisfaction.ts'

const missing = z.enum(['few', 'complement', 'no_answers', 'not_before', 'not_judged'])

/** A cell as what it is; how it is written is the reader's. */
const typedCell = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('count'), count: z.int() }),
  z.object({
    kind: z.literal('share'),
    part: z.int(),
    whole: z.int().describe('greater than 0'),
    target: z.number().nullable().describe('the share it is held against'),
  }),
  z.object({ kind: z.literal('interval'), low: z.number(), high: z.number(), target: z.number().nullable() }),
  z.object({
    kind: z.literal('points'),
    points: z.number().describe('difference of two shares, -1 to 1'),
    sure: z.boolean().nullable().describe('false: the change may be chance; null: that cannot be said'),
  }),
  z.object({ kind: z.literal('none'), why: missing }),
])

const typedTable = z.object({
  title: z.string(),
  columns: z.array(z.object({ code: z.string(), label: z.string(), kind: z.enum(['text', 'number']) })).readonly(),
  rows: z
    .array(
      z.object({
        key: z.string(),
        kind: z.enum(['total', 'group', 'plain', 'apart']),
        cells: z.array(typedCell).readonly(),
      }),
    )
    .readonly(),
  notes: z.array(z.string()).readonly(),
})

const TableRange = z.object({
  from: z.string(),
  to: z.string(),
  words: z.string(),
  edition: z
    .object({ number: z.int(), closedAt: z.string() })
    .nullable()
    .describe('the closed period that the figures are of; null: it is not closed, and they move'),
})

/** What tables are about: whole half-months, by default the year that runs. */
export const TableQuery = SatisfactionQuery.pick({ unit: true, from: true, to: true, period: true })
export type TableQuery = z.infer<typeof TableQuery>

export const FigureTableQuery = TableQuery.extend({
  by: z
    .enum(['area', 'stage', 'site', 'answeredBy'])
    .optional()
    .describe('lĩnh vực, khâu, điểm tiếp nhận, or phòng, cơ quan giải quyết; left out: area'),
})
export type FigureTableQuery = z.infer<typeof FigureTableQuery>

const about = {
  unit: z.object({ code: z.string(), name: z.string() }),
  range: TableRange,
  previous: TableRange,
}

/** Bảng 2 of the report, of all answers to the office's own question. */
export const FigureTableReply = z.object({ ...about, table: typedTable })
export type FigureTableReply = z.infer<typeof FigureTableReply>

const rankedCriterion = z.object({
  code: z.string(),
  statement: z.string(),
  satisfied: z.int(),
  answered: z.int().describe('30 or more'),
})

/** Bảng 3 of the report, one table for each form whose criteria were answered. */
export const CriteriaTables = z.object({
  ...about,
  tables: z.array(
    z.object({
      form: z.string().describe('the code of the questionnaire'),
      versions: z.array(z.int()).readonly().describe('versions that may be put on one line'),
      name: z.string(),
      table: typedTable,
      strongest: z.array(rankedCriterion).readonly(),
      weakest: z.array(rankedCriterion).readonly(),
    }),
  ),
})
export type CriteriaTables = z.infer<typeof CriteriaTables>
