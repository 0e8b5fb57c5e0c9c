import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'

export const ExportFormat = z.enum(['csv', 'jsonl'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** Whole months that have ended; left out: from the first month with responses to the last that has ended. */
export const ExportQuery = z.strictObject({
  format: ExportFormat,
  unit: Code.optional(),
  from: LocalDate.optional().describe('the first day of a month'),
  to: LocalDate.optional().describe('the last day of a month that has ended'),
})
export type ExportQuery = z.infer<typeof ExportQuery>

/** What the worker that writes an export is told. */
export const ExportOrder = z.object({
  databaseFile: z.string(),
  unitIds: z.array(z.int()),
  from: LocalDate,
  to: LocalDate,
  format: ExportFormat,
})
export type ExportOrder = z.infer<typeof ExportOrder>
