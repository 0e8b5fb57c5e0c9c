import { z } from 'zod'
import { Code } from './codes.ts'
import { CountMonth, DossierCell, DossierCount } from './dossiers.ts'
import { FileRefused, ImportIssue } from './mapping.ts'

export const DossierFileQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  month: CountMonth.optional().describe('of all rows, where the file has no column for it'),
})

/** What a file of counts says, for its reader to look at and to store as any other entry: nothing is stored by this. */
export const DossierFileReply = z.object({
  read: z.int().describe('rows with counts, sums left out'),
  sums: z.int().describe('rows left out because they are sums of others'),
  counts: z.array(DossierCell).describe('empty where there are issues'),
  issues: z.array(ImportIssue),
  sheet: z.string().nullable().describe('the sheet of a workbook that was read; null for CSV'),
})
export type DossierFileReply = z.infer<typeof DossierFileReply>

/** A row of a file of counts, its words not looked up. */
const ListedCounts = z.object({
  row: z.int(),
  month: z.string().nullable().describe('null: the file has no column for it'),
  area: z.string(),
  unit: z.string().describe("'' where the file names none"),
  received: DossierCount,
  early: DossierCount,
  onTime: DossierCount,
  late: DossierCount,
  apologised: DossierCount,
})
export type ListedCounts = z.infer<typeof ListedCounts>

export const DossierList = z.object({
  rows: z.array(ListedCounts),
  sums: z.int(),
  issues: z.array(ImportIssue),
  columns: z.object({ month: z.string(), area: z.string(), unit: z.string() }).describe('the headers as they stand'),
  sheet: z.string().nullable(),
})
export type DossierList = z.infer<typeof DossierList>

/** A file of counts that a worker is asked to read. */
export const DossierFile = z.object({
  task: z.literal('dossiers'),
  name: z.string().describe('what messages call the file'),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type DossierFile = z.infer<typeof DossierFile>

export const DossierFileAnswer = z.union([z.object({ list: DossierList }), FileRefused])
export type DossierFileAnswer = z.infer<typeof DossierFileAnswer>
