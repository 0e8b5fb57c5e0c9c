import { z } from 'zod'
import { dossierProblems, portalProblems } from '#core/dossiers/counts'
import type { CountProblem } from '#core/dossiers/count-problems'
import { isMonthKey } from '#core/dossiers/months'
import { Code, LocalDate } from './codes.ts'

export const DossierCount = z.int().min(0).max(99_999_999).nullable()
export const CountMonth = z.string().refine(isMonthKey, { params: { code: 'invalid_format' } })
const Moment = z.string().describe('civil time with zone')

const dossierCounts = {
  received: DossierCount.describe('tiếp nhận; null, as everywhere here: not entered'),
  early: DossierCount.describe('trả trước hạn; this and the next two all or none'),
  onTime: DossierCount.describe('trả đúng hạn, those before the day left out'),
  late: DossierCount.describe('trả quá hạn'),
  apologised: DossierCount.describe('of the late ones those apologised for in writing'),
}

const portalCounts = {
  dossiers: DossierCount.describe('hồ sơ that the portal counts; this and the next both or none'),
  untroubled: DossierCount.describe('of them those not rated “không hài lòng”, without a petition, not overdue'),
  petitions: DossierCount.describe('phản ánh, kiến nghị received; this and the next two all or none'),
  answered: DossierCount,
  onTime: DossierCount,
}

const EnteredCounts = z.object(dossierCounts)
const EnteredPortal = z.object(portalCounts)

type Refinement = z.core.$RefinementCtx

function tell(problems: readonly CountProblem<string>[], context: Refinement): void {
  for (const { field, code } of problems) context.addIssue({ code: 'custom', path: [field], params: { code } })
}

export const DossierCell = z
  .strictObject({
    month: CountMonth,
    area: Code.nullable().describe('null: not parted by area'),
    ...dossierCounts,
  })
  .superRefine((cell, context) => tell(dossierProblems(cell), context))
export type DossierCell = z.infer<typeof DossierCell>

export const PortalMonth = z
  .strictObject({ month: CountMonth, ...portalCounts })
  .superRefine((cell, context) => tell(portalProblems(cell), context))
export type PortalMonth = z.infer<typeof PortalMonth>

/** Counts to be stored: what is as it was is left alone, and one without numbers takes back what was entered. */
export const DossierEntry = z.strictObject({
  unit: Code,
  counts: z.array(DossierCell).max(5000).describe('months by the cut-off day of the unit'),
  portal: z.array(PortalMonth).max(500).optional().describe('calendar months'),
})
export type DossierEntry = z.infer<typeof DossierEntry>

export const DossierQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  from: LocalDate.optional().describe('with to: whole months of the calendar or from the 15th to the 14th'),
  to: LocalDate.optional().describe('both left out: this year by the cut-off day of the unit'),
})
export type DossierQuery = z.infer<typeof DossierQuery>

/** Who entered a count, when, and how often it was put right. */
const entered = {
  at: Moment,
  by: z.string(),
  corrections: z.int(),
}

const DossierSum = EnteredCounts.extend({
  returned: z.int().nullable().describe('early, on time and late together'),
  timelyShare: z.number().nullable().describe('early and on time of those returned, 0 to 1'),
  earlyShare: z.number().nullable(),
  lateShare: z.number().nullable(),
  apologisedShare: z.number().nullable().describe('of those late'),
})
export type DossierSum = z.infer<typeof DossierSum>

/** What was entered for one unit month by month, and the sums of it with all units below. */
export const DossierSheet = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  cutOffDay: z.int().nullable().describe('14: months run from the 15th to the 14th; null: calendar months'),
  months: z.array(
    z.object({
      month: z.string(),
      from: z.string(),
      to: z.string(),
      begun: z.boolean(),
      ended: z.boolean(),
      counts: z.array(EnteredCounts.extend({ area: z.string().nullable(), ...entered })),
      portal: EnteredPortal.extend(entered).nullable().describe('of the calendar month of this name'),
    }),
  ),
  sums: z.object({
    total: DossierSum,
    areas: z.array(DossierSum.extend({ area: z.string().nullable() })),
    missing: z
      .array(z.object({ unit: z.string(), month: z.string() }))
      .describe('months in which a unit that has ratings or counts has not entered any'),
  }),
})
export type DossierSheet = z.infer<typeof DossierSheet>

export const ScoreQuery = z.strictObject({
  unit: Code.optional().describe("left out: the caller's own unit"),
  period: z
    .string()
    .optional()
    .describe('2026-03, 2026-Q1, 2026-6M, 2026-9M or 2026: calendar months; this year if left out'),
})
export type ScoreQuery = z.infer<typeof ScoreQuery>

const ScorePart = z.object({
  part: z.int().nullable(),
  whole: z.int().nullable(),
  percent: z.number().nullable().describe('two decimals, half up; null: no data'),
  points: z.number().nullable().describe('0 to 6, two decimals, half up; null: not entered'),
})

/** Nhóm "Mức độ hài lòng" of QĐ 766/QĐ-TTg: points, which are no shares of satisfied people. */
export const Qd766Reply = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  missing: z
    .array(z.object({ unit: z.string(), month: z.string() }))
    .describe(
      'months that a unit which entered others has not entered; without an entry all months of the unit itself',
    ),
  dossiers: ScorePart.describe('min(6, 6 · r / 0.90); 0 without dossiers'),
  petitionsOnTime: ScorePart.describe('6 · r; 6 without petitions'),
  petitionsAnswered: ScorePart.describe('6 · r; 6 without petitions'),
  total: z.number().nullable().describe('of 18; null while a part or a month is missing'),
})
export type Qd766Reply = z.infer<typeof Qd766Reply>
