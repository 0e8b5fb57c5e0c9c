import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'
import { ReasonsReply } from './reasons.ts'
import { FigureView, SatisfactionReply, SatisfactionRow } from './satisfaction.ts'

/** Which period is closed; left out: the caller's own unit. */
export const EditionRequest = z.strictObject({
  unit: Code.optional(),
  period: z
    .string()
    .max(20)
    .optional()
    .describe('2026-03, 2026-Q1, 2026-6M, 2026-9M or 2026, by the cut-off day of the unit'),
  from: LocalDate.optional().describe('with `to`, instead of a period: whole half-months'),
  to: LocalDate.optional(),
  reason: z.string().trim().min(1).max(500).optional().describe('of an amendment; needed once the period is closed'),
})
export type EditionRequest = z.infer<typeof EditionRequest>

export const EditionQuery = z.strictObject({
  unit: Code.optional(),
  period: z.string().max(20).optional(),
})
export type EditionQuery = z.infer<typeof EditionQuery>

/** What is missing before a period is closed: a device with unsent ratings, no target in force, no counts of dossiers. */
const MissingItem = z.object({
  what: z.enum(['unsent', 'target', 'dossiers']),
  name: z.string().describe('of the device, or of the months; empty where nothing has a name'),
  count: z.int().describe('of ratings on the device, or of units without counts; 0 where nothing is counted'),
})

export const EditionsDue = z.object({
  periods: z
    .array(
      z.object({
        period: z.string(),
        from: z.string(),
        to: z.string(),
        withoutDossiers: z
          .array(z.string())
          .describe('months of it without counts of dossiers, from the first rating on'),
      }),
    )
    .describe("of the office's own calendar, over and not closed, the largest first"),
  missing: z.array(MissingItem),
})
export type EditionsDue = z.infer<typeof EditionsDue>

export const EditionTableCode = z.enum([
  'group', 'area', 'answeredBy', 'procedure', 'stage', 'channel', 'counter', 'unit', 'month', 'criterion',
]) // prettier-ignore
export type EditionTableCode = z.infer<typeof EditionTableCode>

/** A closed period among others. */
export const EditionSummary = z.object({
  id: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }),
  period: z.string().nullable().describe('null: a free range of whole half-months'),
  from: z.string(),
  to: z.string(),
  number: z.int().describe('1 as first closed; above: an amendment'),
  isNewest: z.boolean(),
  closedAt: z.string(),
  closedBy: z.string().describe('the account, or hailong:schedule where the server closed it by itself'),
  reason: z.string().nullable().describe('of an amendment'),
  ledgerSize: z.int().nullable().describe('records of all ledgers it was made from; null for readers of shares'),
  checkCode: z.string().describe('the head of the ledger, or of all ledgers together'),
  hash: z.string().describe('SHA-256 of the stored canonical JSON'),
})
export type EditionSummary = z.infer<typeof EditionSummary>

export const EditionList = z.object({ editions: z.array(EditionSummary) })
export type EditionList = z.infer<typeof EditionList>

/** What is held against the edition before; null: hidden, or there is none. */
const ComparedFigure = SatisfactionRow.pick({
  answered: true,
  satisfiedShare: true,
  target: true,
  verdict: true,
}).extend({
  returned: z.int().nullable().describe('dossiers handed over'),
})

/** One figure of an amendment that differs from the edition before. */
export const EditionChange = z.object({
  table: z.string().describe('`total`, or the breakdown'),
  key: z.string(),
  label: z.string(),
  before: ComparedFigure,
  after: ComparedFigure,
})
export type EditionChange = z.infer<typeof EditionChange>

const EditionTable = z.object({ by: EditionTableCode, rows: z.array(SatisfactionRow) })

/** A closed period with its tables as the caller may see them. */
export const Edition = EditionSummary.extend({
  definition: SatisfactionReply.shape.definition,
  coverage: SatisfactionReply.shape.coverage,
  view: FigureView,
  totals: z.array(SatisfactionRow).describe('not broken down: a row for each question that was asked'),
  total: SatisfactionRow,
  tables: z.array(EditionTable),
  changes: z.array(EditionChange).describe('against the edition before; empty for the first'),
})
export type Edition = z.infer<typeof Edition>

/** unit id, half-month, area id, stage, channel, counter id, comparable, answered, satisfied, no opinion */
const StoredAtom = z.tuple([
  z.int(), z.string(), z.int(), z.string(), z.string(), z.int(), z.string(), z.int(), z.int(), z.int(),
]) // prettier-ignore

const ClosedReasons = ReasonsReply.pick({ answered: true, dissatisfied: true, rows: true })

/** What is stored of a closed period: canonical JSON of this, and its hash. Nobody is given it whole. */
export const EditionContent = z.object({
  format: z.literal(1),
  secret: z.string().describe('random, so that its hash tells nothing of what is hidden'),
  unit: z.object({ code: z.string(), name: z.string() }),
  period: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  number: z.int(),
  closedAt: z.string(),
  closedBy: z.string(),
  reason: z.string().nullable(),
  ledgers: z.array(
    z.object({ unitId: z.int(), unit: z.string(), size: z.int(), head: z.string(), waiting: z.array(z.int()) }),
  ),
  auditSize: z.int(),
  definition: SatisfactionReply.shape.definition,
  coverage: SatisfactionReply.shape.coverage,
  totals: z.array(SatisfactionRow),
  total: SatisfactionRow,
  tables: z.array(EditionTable),
  minimumAnswers: z.int(),
  quickRepeats: z.int().nullable(),
  reasons: ClosedReasons.optional().describe('as the office may see them; left out: closed before they were counted'),
  atoms: z.array(StoredAtom),
  keys: z.object({
    areas: z.record(
      z.string(),
      z.object({ code: z.string(), groups: z.array(z.string()), answeredBy: z.string().nullable() }),
    ),
    counters: z.record(z.string(), z.string()),
    sites: z.record(z.string(), z.string()),
    units: z.record(z.string(), z.string()),
  }),
  officeHidden: z.array(
    z.object({ table: z.string(), key: z.string(), comparable: z.string(), why: z.enum(['few', 'complement']) }),
  ),
  readersSee: z.array(z.object({ table: z.string(), key: z.string(), comparable: z.string() })),
})
export type EditionContent = z.infer<typeof EditionContent>
