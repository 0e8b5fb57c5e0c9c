import { z } from 'zod'
import { AnsweredByFilter, ChannelCode, Code, LocalDate, QuestionnaireReference, StageCode } from './codes.ts'
import { TargetOperator } from './targets.ts'

export const Breakdown = z.enum([
  'total', 'group', 'area', 'procedure', 'unit', 'counter', 'channel', 'stage', 'criterion', 'answeredBy',
  'day', 'week', 'month', 'quarter', 'year',
]) // prettier-ignore
export type Breakdown = z.infer<typeof Breakdown>

export const SatisfactionQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  period: z.string().optional().describe('2026-03, 2026-Q1, 2026-6M, 2026-9M or 2026, by the cut-off day of the unit'),
  by: Breakdown.optional(),
  group: Code.optional(),
  area: Code.optional(),
  answeredBy: AnsweredByFilter.optional().describe('areas that this office settles; ubnd: all offices of the UBND'),
  procedure: Code.optional(),
  stage: StageCode.optional(),
  channel: ChannelCode.optional(),
  counter: z.string().max(200).optional(),
  questionnaire: QuestionnaireReference.optional(),
  criterion: z.string().max(60).optional(),
})
export type SatisfactionQuery = z.infer<typeof SatisfactionQuery>

const Tally = z.object({ n1: z.int(), n2: z.int(), n3: z.int(), n4: z.int(), n5: z.int(), n0: z.int() })

export const FigureTarget = z.object({
  operator: TargetOperator,
  value: z.number(),
  source: z.string(),
  stages: z.array(StageCode).nullable().describe('the stages it counts; null: all'),
  milestone: z.int().optional().describe('the year by which it is to be reached, while that is still to come'),
})

const Interval = z.object({ low: z.number(), high: z.number() })

/** The part of a row that its verdict is about, where the target counts some stages only. */
const VerdictBasis = z.object({
  stages: z.array(StageCode),
  answered: z.int().nullable().describe('null, like what follows, where it is too small to be shown'),
  satisfiedShare: z.number().nullable(),
  interval: Interval.nullable(),
})

/** Every dossier is counted, so that a verdict is sure. */
const DossierMeasure = z.object({
  share: z.number().nullable(),
  target: FigureTarget.nullable(),
  verdict: z.enum(['met', 'missed']).nullable(),
})

/** Dossiers of the same cell, as they were entered; null numbers are not known. */
export const FigureDossiers = z.object({
  counts: z.object({
    received: z.int().nullable(),
    early: z.int().nullable(),
    onTime: z.int().nullable(),
    late: z.int().nullable(),
    apologised: z.int().nullable(),
  }),
  returned: z.int().nullable(),
  missing: z.int().describe('months of units that are not entered: while there are any, there is no verdict'),
  timeliness: DossierMeasure.describe('early and on time of those returned'),
  early: DossierMeasure.describe('early of those returned, against a target of its own'),
})
export type FigureDossiers = z.infer<typeof FigureDossiers>

/** How much of the dossiers returned the answers speak of. */
const DossierCoverage = z.object({
  answered: z.int().describe('answers of people who came for a result, or of whom the stage is not known'),
  returned: z.int(),
  share: z.number().describe('0 and more: some rate twice'),
  level: z.enum(['low', 'usual', 'high']).describe('low: under 30 %, which says nothing of all; high: from 70 %'),
  bounds: Interval.nullable().describe('where high: had all the others been dissatisfied, or satisfied'),
})

/** One figure with everything that must stand beside it. What is suppressed is null, and says why. */
export const SatisfactionRow = z.object({
  key: z.string(),
  label: z.string(),
  comparable: z.string().describe('rows with different keys come from questions that may not be added'),
  received: z
    .int()
    .nullable()
    .describe('responses received, live; knows no level; null where readers of shares are not shown the figure'),
  answered: z.int().nullable(),
  tally: Tally.nullable().describe('null too for readers who see no levels'),
  satisfiedShare: z.number().nullable(),
  interval: Interval.nullable(),
  target: FigureTarget.nullable(),
  verdict: z.enum(['met', 'missed']).nullable(),
  evidence: z
    .enum(['sufficient', 'insufficient', 'too_few', 'partial', 'milestone'])
    .nullable()
    .describe('partial: the answers are of less than half of the open days of the period, so there is no verdict'),
  awaitsRelease: z
    .boolean()
    .describe('enough was received today for what is missing, and it enters the figures when the day is over'),
  dossiers: FigureDossiers.nullable().describe('null: none entered for the cell, or not for this reader'),
  coverage: DossierCoverage.nullable().describe('null where any month of the cell is not entered'),
  intervalFinite: Interval.nullable().describe(
    'about the dossiers of the period alone, where all their months are known',
  ),
  basis: VerdictBasis.nullable().describe('null: verdict and evidence are about the row itself'),
  suppressed: z.enum(['few', 'complement', 'range']).nullable(),
})
export type SatisfactionRow = z.infer<typeof SatisfactionRow>

/** How much of the days that were asked about the figures speak of. */
const Coverage = z.object({
  firstDay: z.string().nullable().describe('first civil day on which the unit, or one below it, received anything'),
  openDays: z.int().describe('days on which the office receives people, those to come included'),
  ratedDays: z.int().describe('those of them with a rating; under half of them there is no verdict'),
})

/** What the caller may see of figures. */
export const FigureView = z.object({
  smallestCell: z.int().describe('cells with fewer answers are hidden'),
  ranges: z
    .enum(['half-month', 'period'])
    .describe('what ranges are made of: half-months, or are: finished report periods'),
  levels: z.boolean().describe('whether the five levels are shown, or the satisfied share only'),
  areas: z.array(z.string()).nullable().describe('the areas that everything is about; null: all'),
})
export type FigureView = z.infer<typeof FigureView>

/** Says of which edition a figure is. */
export const FigureEdition = z.object({
  key: z.string().describe('of the row, or total: of everything'),
  id: z.string(),
  number: z.int(),
  closedAt: z.string(),
})
export type FigureEdition = z.infer<typeof FigureEdition>

export const SatisfactionReply = z.object({
  definition: z.object({ measure: z.literal('satisfaction'), version: z.int(), text: z.string() }),
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  by: Breakdown,
  coverage: Coverage,
  view: FigureView,
  closed: z.array(FigureEdition).describe('the closed periods that figures are taken from; the others run'),
  rows: z.array(SatisfactionRow),
  total: SatisfactionRow,
})
export type SatisfactionReply = z.infer<typeof SatisfactionReply>

export const FigureOverviewQuery = SatisfactionQuery.pick({
  unit: true,
  from: true,
  to: true,
  period: true,
  answeredBy: true,
})
export type FigureOverviewQuery = z.infer<typeof FigureOverviewQuery>

const FigureTable = SatisfactionReply.pick({ rows: true, total: true })

/** Several breakdowns of one range at once, in the rows in which each is given by itself. */
export const FigureOverview = SatisfactionReply.pick({
  definition: true,
  unit: true,
  from: true,
  to: true,
  coverage: true,
  view: true,
  closed: true,
}).extend({
  total: FigureTable.describe('not broken down: a row for each question that was asked'),
  groups: z
    .array(FigureTable.extend({ group: z.string() }))
    .describe('the same of each group of areas, as if the question were filtered by it'),
  areas: FigureTable.describe('by area'),
  offices: FigureTable.describe('by the office that settles the area'),
  quickRepeats: z
    .int()
    .nullable()
    .describe('ratings less than 15 s after the one before on the same device; null for readers who see no levels'),
})
export type FigureOverview = z.infer<typeof FigureOverview>
