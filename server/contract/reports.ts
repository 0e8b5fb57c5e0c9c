import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'

export const ReportQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  period: z
    .string()
    .optional()
    .describe('2026-03, 2026-Q1, 2026-6M, 2026-9M, 2026-H2 (the second half) or 2026, by the cut-off day of the unit'),
  from: LocalDate.optional().describe('instead of a period: a 1st or 15th'),
  to: LocalDate.optional().describe('instead of a period: a 14th or the last day of a month'),
  format: z.enum(['json']).optional().describe('json unless given'),
})
export type ReportQuery = z.infer<typeof ReportQuery>

const ReportCell = z.object({
  text: z.string().describe('as it is printed'),
  value: z.number().nullable().describe('a count, or a percentage of 0 to 100; null where the cell has words'),
})

/** The quarter of an office in words: proposals, which a person edits. */
export const QuarterlyReport = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  office: z.object({ authority: z.string(), name: z.string() }).describe('who reports, and where people are received'),
  period: z.object({
    key: z.string().nullable().describe('null: a free range'),
    words: z.string(),
    from: z.string(),
    to: z.string(),
    hasEnded: z.boolean(),
  }),
  today: z.string(),
  edition: z
    .object({ number: z.int(), closedAt: z.string(), checkCode: z.string() })
    .nullable()
    .describe('the closed figures that it is written from; null: those of the day'),
  received: z.int().describe('responses of the period'),
  paragraph: z.object({
    text: z.string(),
    parts: z
      .array(z.object({ text: z.string(), isFigure: z.boolean() }))
      .describe('the same in pieces, its figures marked'),
  }),
  table: z.object({
    head: z.array(z.string()),
    rows: z.array(z.object({ number: z.string(), cells: z.array(ReportCell) })),
  }),
  bulletin: z.object({
    text: z.string(),
    words: z.int().describe('80 at most'),
    pieces: z.object({
      authority: z.string(),
      place: z.string(),
      start: z.string(),
      received: z.string(),
      share: z.string().nullable(),
      wanted: z.string().nullable(),
    }),
  }),
  sources: z.array(z.string()).describe('where the figures and targets come from, one sentence each'),
})
export type QuarterlyReport = z.infer<typeof QuarterlyReport>
