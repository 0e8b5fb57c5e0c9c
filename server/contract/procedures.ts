import { z } from 'zod'
import { procedureCode } from '#core/questions/procedure-code'
import { Code, Flag, Words } from './codes.ts'
import { FileRefused, ImportIssue } from './mapping.ts'

/** A procedure's code in any of its three shapes; comes out as the national code. */
const ProcedureCode = Code.transform(procedureCode)
const ProcedureName = z.string().trim().min(1).max(1000)
const Level = z.string().trim().max(100)

export const Procedure = z.object({
  code: z.string(),
  area: z.string(),
  name: Words,
  level: z.string().nullable().describe('cấp thực hiện as the list of the province words it; null: not said'),
  retired: z.boolean(),
})
export type Procedure = z.infer<typeof Procedure>
export const ProcedureList = z.object({ procedures: z.array(Procedure) })
export type ProcedureList = z.infer<typeof ProcedureList>

export const ProcedureRequest = z.strictObject({
  code: ProcedureCode,
  area: Code,
  name: ProcedureName.describe('the official Vietnamese name'),
  level: Level.optional(),
})
export type ProcedureRequest = z.infer<typeof ProcedureRequest>

export const ProcedureChange = z.strictObject({
  area: Code.optional(),
  name: ProcedureName.optional(),
  level: Level.nullable().optional(),
  retired: z.boolean().optional(),
})
export type ProcedureChange = z.infer<typeof ProcedureChange>

export const ProcedureImportQuery = z.strictObject({
  dryRun: Flag.describe('reads and compares, stores nothing'),
  retireMissing: Flag.describe('the file is the whole list: what it lacks is retired, what it has is in use'),
})

/** Columns and areas of a file that the header words and the names of the office do not tell. */
export const ProcedureMapping = z.strictObject({
  columns: z
    .strictObject({
      code: z.string().min(1).optional(),
      name: z.string().min(1).optional(),
      area: z.string().min(1).optional(),
      level: z.string().min(1).optional(),
    })
    .default({}),
  areas: z.record(z.string(), Code).default({}).describe('the area for each name of a lĩnh vực in the file'),
})
export type ProcedureMapping = z.infer<typeof ProcedureMapping>

/** What a list of procedures brought; a row is added, changed, unchanged or rejected. */
export const ProcedureReport = z.object({
  read: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  retired: z.int().describe('in the office but not in the file, where the file is the whole list'),
  issues: z.array(ImportIssue).describe('the first hundred; an unknown area puts a new procedure into khac'),
  sheet: z.string().optional().describe('the sheet of a workbook that was read'),
})
export type ProcedureReport = z.infer<typeof ProcedureReport>

/** A procedure as a list of the province has it; words as they stand there. */
export const ListedProcedure = z.object({
  row: z.int(),
  code: z.string(),
  name: z.string(),
  area: z.string().describe("the name of a lĩnh vực; '' where the cell is empty"),
  level: z.string().nullable().describe('cấp thực hiện; null where the list has no such column or the cell is empty'),
})
export type ListedProcedure = z.infer<typeof ListedProcedure>

/** A list with what could not be read of it. */
export const ReadProcedureList = z.object({
  read: z.int().describe('rows that hold anything in the columns that count'),
  procedures: z.array(ListedProcedure),
  issues: z.array(ImportIssue),
  mentioned: z.set(z.string()).describe('every code in it, of rows that could not be taken too'),
  columns: z.object({ code: z.string(), name: z.string(), area: z.string() }).describe('the headers as they stand'),
  sheet: z.string().nullable().describe('the sheet that was read; null for CSV'),
})
export type ReadProcedureList = z.infer<typeof ReadProcedureList>

/** A file of procedures that a worker is asked to read. */
export const ProcedureFile = z.object({
  task: z.literal('procedures'),
  name: z.string().describe('what messages call the file'),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  mapping: ProcedureMapping,
})
export type ProcedureFile = z.infer<typeof ProcedureFile>

/** What a worker answers. */
export const ProcedureFileAnswer = z.union([z.object({ list: ReadProcedureList }), FileRefused])
export type ProcedureFileAnswer = z.infer<typeof ProcedureFileAnswer>
