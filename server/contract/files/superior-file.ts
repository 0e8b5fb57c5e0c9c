import { z } from 'zod'
import type { Questionnaire } from '#core/questions/questionnaire'
import { Code, LocalDate, Name } from '../codes.ts'
import { ExportFormat } from '../exports.ts'
import { SatisfactionRow } from '../satisfaction.ts'

/** Which closed period: one by its name, or by its days; all left out: the one that was closed last. */
const period = {
  unit: Code.optional().describe("left out: the caller's own unit"),
  period: z.string().max(20).optional().describe('2026-Q1, as it was closed'),
  from: LocalDate.optional().describe('with `to`, instead of a period: days as they were closed'),
  to: LocalDate.optional(),
}

export const SuperiorFileRequest = z.strictObject({
  ...period,
  format: z.enum(['xlsx', 'csv', 'summary']).describe('summary: no file, only what would be in it'),
  template: z
    .string()
    .max(40)
    .optional()
    .describe('how the superior names and orders the columns: `phu-luong` or an id'),
})
export type SuperiorFileRequest = z.infer<typeof SuperiorFileRequest>

export const SuperiorFileSummary = z.object({
  rows: z.int(),
  leftOut: z.int().describe('answers of the period that are not in the file: none or at least five'),
  generalised: z
    .record(z.string(), z.int())
    .describe(
      'rows that do not say it, though it was said: site, language, assisted, procedure, stage, channel, month, area',
    ),
})
export type SuperiorFileSummary = z.infer<typeof SuperiorFileSummary>

/** The making of a file; it is kept for a quarter of an hour. */
export const SuperiorFileJob = z.object({
  id: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }),
  period: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  edition: z.object({ id: z.string(), number: z.int(), closedAt: z.string() }),
  format: z.enum(['xlsx', 'csv', 'summary']),
  state: z.enum(['running', 'done', 'failed']),
  progress: z.number().describe('0 to 1'),
  summary: SuperiorFileSummary.nullable().describe('null until it is known'),
  fileName: z.string().nullable().describe('of the file that can be fetched; null: there is none yet'),
})
export type SuperiorFileJob = z.infer<typeof SuperiorFileJob>

/** A column of a template; `fills` is the code of the column that fills it, null: it stays empty. */
export const TemplateColumn = z.object({ head: z.string(), fills: z.string().nullable() })
export type TemplateColumn = z.infer<typeof TemplateColumn>

export const SuperiorTemplate = z.object({
  id: z.string(),
  name: z.string(),
  isShipped: z.boolean(),
  columns: z.array(TemplateColumn),
})
export type SuperiorTemplate = z.infer<typeof SuperiorTemplate>

export const SuperiorTemplates = z.object({ templates: z.array(SuperiorTemplate) })
export type SuperiorTemplates = z.infer<typeof SuperiorTemplates>

export const SuperiorTemplateRequest = z
  .strictObject({
    unit: Code.optional(),
    name: Name,
    header: z.string().max(20_000).optional().describe('the row of heads as it was copied: tabs, semicolons or commas'),
    file: z.base64().max(900_000).optional().describe('or a CSV or XLSX file that begins with it'),
  })
  .refine(({ header, file }) => (header === undefined) !== (file === undefined), {
    path: ['header'],
    params: { code: 'required' },
  })
export type SuperiorTemplateRequest = z.infer<typeof SuperiorTemplateRequest>

/** What of an edition says which responses it counted. */
const FileScope = z.object({
  ledgers: z.array(z.object({ unitId: z.int(), unit: z.string(), size: z.int(), waiting: z.array(z.int()) })),
  from: z.string(),
  to: z.string(),
  auditSize: z.int(),
  /** Reception points, by the id of the counter. */
  sites: z.record(z.string(), z.string()),
})
export type FileScope = z.infer<typeof FileScope>

const Named = z.object({ code: z.string(), name: z.string() })

/** What a file says that is not in its edition, as it was when it was first made. */
export const FirstSaid = z.object({ version: z.string(), province: Named.nullable() })
export type FirstSaid = z.infer<typeof FirstSaid>

/** What a file says besides its rows. */
export const FileFacts = z.object({
  secret: z.string(),
  unit: Named,
  province: Named.nullable(),
  period: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  number: z.int(),
  closedAt: z.string(),
  hash: z.string(),
  checkCode: z.string(),
  version: z.string(),
  units: z.record(z.string(), z.string()),
  areas: z.array(Named.extend({ answeredBy: z.string().nullable(), groups: z.array(z.string()) })),
  procedures: z.record(z.string(), z.string()),
  forms: z.custom<readonly Questionnaire[]>((value) => Array.isArray(value)),
  /** Of which there are answers in the period. */
  criteria: z.array(z.string()),
  targets: z.array(SatisfactionRow.pick({ key: true, target: true })).describe('of all areas, of a group, of an area'),
  minimumAnswers: z.int(),
  isPartial: z.boolean(),
})
export type FileFacts = z.infer<typeof FileFacts>

/** What a worker that makes a file tells. */
export const FileMessage = z.union([
  z.object({ progress: z.number() }),
  z.object({ sign: z.string() }),
  z.object({ done: SuperiorFileSummary }),
])
export type FileMessage = z.infer<typeof FileMessage>

/** What it is answered: the signature that it asked for. */
export const FileAnswer = z.object({ signature: z.string().nullable() })
export type FileAnswer = z.infer<typeof FileAnswer>

/** What the worker that makes a file of rows is told. */
export const SuperiorFileOrder = z.object({
  task: z.literal('superior-file'),
  databaseFile: z.string(),
  /** This one last, before it those that were made earlier and share responses with it. */
  files: z.array(FileScope),
  facts: FileFacts,
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('summary') }),
    z.object({ kind: z.literal('pieces'), format: ExportFormat }),
    z.object({
      kind: z.literal('file'),
      format: z.enum(['xlsx', 'csv']),
      file: z.string(),
      template: z.array(TemplateColumn).nullable(),
    }),
  ]),
})
export type SuperiorFileOrder = z.infer<typeof SuperiorFileOrder>

/** A file of which only the heads are wanted, as a worker is told. */
export const HeadsFile = z.object({
  task: z.literal('heads'),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type HeadsFile = z.infer<typeof HeadsFile>

/** What it answers; null: the file has none that is known. */
export const HeadsAnswer = z.object({ heads: z.array(z.string()).nullable() })
export type HeadsAnswer = z.infer<typeof HeadsAnswer>
