import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'

export const ExportFormat = z.enum(['csv', 'jsonl'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** Which closed period: by its name, or by its days; all left out: the one that ended last. */
export const ExportQuery = z.strictObject({
  format: ExportFormat,
  unit: Code.optional(),
  period: z.string().max(20).optional().describe('2026-Q1, as it was closed'),
  from: LocalDate.optional().describe('with `to`, instead of a period: days as they were closed'),
  to: LocalDate.optional(),
})
export type ExportQuery = z.infer<typeof ExportQuery>

/** What is read for an export of the command line. */
export const ExportOrder = z.object({
  databaseFile: z.string(),
  unitIds: z.array(z.int()),
  from: LocalDate,
  to: LocalDate,
  format: ExportFormat,
})
export type ExportOrder = z.infer<typeof ExportOrder>
