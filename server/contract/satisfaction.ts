import { z } from 'zod'
import { ChannelCode, Code, LocalDate, QuestionnaireReference, StageCode } from './codes.ts'
import { TargetOperator } from './targets.ts'

export const Breakdown = z.enum([
  'total', 'group', 'area', 'procedure', 'unit', 'counter', 'channel', 'stage', 'criterion',
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
  procedure: Code.optional(),
  stage: StageCode.optional(),
  channel: ChannelCode.optional(),
  counter: z.string().max(200).optional(),
  questionnaire: QuestionnaireReference.optional(),
  criterion: z.string().max(60).optional(),
})
export type SatisfactionQuery = z.infer<typeof SatisfactionQuery>

const Tally = z.object({ n1: z.int(), n2: z.int(), n3: z.int(), n4: z.int(), n5: z.int(), n0: z.int() })

export const FigureTarget = z.object({ operator: TargetOperator, value: z.number(), source: z.string() })

/** One figure with everything that must stand beside it. What is suppressed is null, and says why. */
export const SatisfactionRow = z.object({
  key: z.string(),
  label: z.string(),
  comparable: z.string().describe('rows with different keys come from questions that may not be added'),
  received: z.int().describe('responses received, live; knows no level'),
  answered: z.int().nullable(),
  tally: Tally.nullable(),
  satisfiedShare: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  target: FigureTarget.nullable(),
  verdict: z.enum(['met', 'missed']).nullable(),
  evidence: z.enum(['sufficient', 'insufficient', 'too_few']).nullable(),
  suppressed: z.enum(['few', 'complement', 'range']).nullable(),
})
export type SatisfactionRow = z.infer<typeof SatisfactionRow>

export const SatisfactionReply = z.object({
  definition: z.object({ measure: z.literal('satisfaction'), version: z.int(), text: z.string() }),
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  by: Breakdown,
  rows: z.array(SatisfactionRow),
  total: SatisfactionRow,
})
export type SatisfactionReply = z.infer<typeof SatisfactionReply>
