import { z } from 'zod'
import { spanProblem, WEEKDAYS } from '#core/time/opening-hours'
import { AdministrativeUnit } from './administrative-units.ts'
import { Code, LocalDate, Name } from './codes.ts'
import { SitesWithCounters } from './sites.ts'
import { TargetRequest } from './targets.ts'

/** The questions of the set-up in their order; the last of them ends it. */
export const setupSteps = ['office', 'places', 'targets', 'hours', 'reports', 'backup', 'people'] as const

/** Report periods an office may use, as the keys of `period` end. */
export const ReportPeriodKind = z.enum(['month', 'quarter', '6M', '9M', 'year'])
export type ReportPeriodKind = z.infer<typeof ReportPeriodKind>

const Minutes = z.int().min(0).max(1440).describe('minutes since midnight')
const Span = z.strictObject({ opens: Minutes, closes: Minutes })
const Day = z
  .array(Span)
  .max(2)
  .superRefine((spans, context) => {
    const code = spanProblem(spans)
    if (code !== null) context.addIssue({ code: 'custom', params: { code } })
  })
const Week = z
  .array(Day)
  .length(WEEKDAYS)
  .refine((week) => week.some((day) => day.length > 0), { params: { code: 'never_open' } })

/** `new`: nobody has begun; `later`: put off, nobody is led there; `done`: only what is asked for is shown. */
export const SetupState = z.enum(['new', 'begun', 'later', 'done'])
export type SetupState = z.infer<typeof SetupState>
export const SetupProgress = z.object({ state: SetupState, step: z.int().min(1).max(setupSteps.length) })
export type SetupProgress = z.infer<typeof SetupProgress>

const officeFields = {
  unitName: Name.describe('the unit whose office it is: `Phường Sài Gòn`'),
  name: Name.describe('nơi tiếp nhận, as citizens know it'),
}
const hoursFields = { week: Week.describe('Monday first'), closedDays: z.array(LocalDate).max(100) }
const reportFields = {
  periods: z.array(ReportPeriodKind).min(1).max(5),
  cutOffDay: z.literal(14).nullable().describe('null: the last day of the month'),
  recipients: z.array(Name).max(20).describe('nơi nhận'),
}
const Folder = z.string().trim().min(1).max(500)

/** All that the set-up asks for, as it stands; what nobody has settled is the proposal. */
export const Setup = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  progress: SetupProgress,
  first: z.boolean().describe('whether this is the first office of the installation, which people are led through'),
  settled: z.array(z.enum(setupSteps)).describe('what was answered; the rest is proposed'),
  office: z.object({ ...officeFields, administrativeUnit: AdministrativeUnit.nullable() }),
  places: SitesWithCounters,
  hours: z.object(hoursFields),
  reports: z.object(reportFields),
  backup: z
    .object({ folder: z.string().nullable(), proposal: z.string() })
    .nullable()
    .describe('null for whoever looks after a part of the installation only'),
  people: z.object({ username: z.string(), displayName: z.string() }).nullable().describe('null for an API token'),
})
export type Setup = z.infer<typeof Setup>

const unit = Code.optional().describe('the own unit unless given')

/** One answer; it is stored whole or not at all. */
export const SetupAnswer = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('office'),
    unit,
    ...officeFields,
    administrativeUnit: z.string().max(10).nullable().describe('code; null: not in the list'),
    useCode: z.boolean().describe('whether the official code becomes the code of the unit'),
  }),
  z.strictObject({ step: z.literal('places'), unit, sites: SitesWithCounters }),
  z.strictObject({ step: z.literal('targets'), unit, targets: z.array(TargetRequest).max(10) }),
  z.strictObject({ step: z.literal('hours'), unit, ...hoursFields }),
  z.strictObject({ step: z.literal('reports'), unit, ...reportFields }),
  z.strictObject({
    step: z.literal('backup'),
    unit,
    folder: Folder.nullable().describe('null: no backups'),
    create: z.boolean().optional().describe('make the folder when only its last part is missing'),
  }),
  z.strictObject({ step: z.literal('people'), unit, displayName: z.string().trim().max(200) }),
  z.strictObject({
    step: z.literal('progress'),
    unit,
    state: SetupState.exclude(['new']),
    at: z.int().min(1).max(setupSteps.length),
  }),
])
export type SetupAnswer = z.infer<typeof SetupAnswer>

export const SetupStatus = z.object({ progress: SetupProgress, first: z.boolean() })
export type SetupStatus = z.infer<typeof SetupStatus>

export const FolderCheck = z.strictObject({ folder: Folder, create: z.boolean().optional() })
export type FolderCheck = z.infer<typeof FolderCheck>
export const FolderReply = z.object({
  folder: z.string().describe('its real path'),
  created: z.boolean(),
  sameDisk: z.boolean().describe('on the disk of the data: it would be lost together with it'),
  freeBytes: z.number(),
})
export type FolderReply = z.infer<typeof FolderReply>
