import { z } from 'zod'
import { Code, LocalDate, StageCode } from './codes.ts'

export const TargetOperator = z.enum(['>=', '>'])

/** What a target is compared with: the satisfied share here, dossier counts, or a result typed in from elsewhere. */
export const TargetMeasureCode = z.enum(['share', 'timeliness', 'external', 'early'])

/** 0 to 1 with at most four decimals: 0.905 is 90.5 %. */
const Share = z.number().min(0.0001).max(1).multipleOf(0.0001)
const Words = z.string().trim().min(1).max(500)

const requestFields = {
  unit: Code,
  measure: TargetMeasureCode.optional().describe('share unless given'),
  group: Code.describe('areas it is about; chung is all of them'),
  stages: z
    .array(StageCode)
    .min(1)
    .max(3)
    .nullable()
    .optional()
    .describe('only answers given at these stages count; null: all'),
  operator: TargetOperator,
  value: Share.describe('0 to 1, at most four decimals'),
  validFrom: LocalDate,
  validTo: LocalDate,
  kind: z
    .enum(['annual', 'milestone'])
    .optional()
    .describe('annual unless given; milestone: a level to reach by the year of validTo, without a verdict before'),
  steps: z
    .array(z.strictObject({ year: z.int().min(1000).max(2999), value: Share }))
    .max(20)
    .nullable()
    .optional()
    .describe('levels that a milestone asks for in years before it'),
  document: Words.nullable().optional().describe('number, date and name of the document'),
  sentence: Words.nullable().optional().describe('the sentence of the document, word for word'),
  source: Words.optional().describe('document and sentence in one line; made from them where left out'),
}

/** Codes of `refine`, at the field where they are to be mended. */
const at = (path: string, code: string) => ({ path: [path], params: { code } })

export const TargetRequest = z
  .strictObject(requestFields)
  .refine((target) => target.validFrom <= target.validTo, at('validTo', 'ends_before_start'))
  .refine((target) => target.operator !== '>' || target.value < 1, at('value', 'never_met'))
  .refine((target) => target.source !== undefined || Boolean(target.document), at('document', 'required'))
  .refine((target) => new Set(target.stages ?? []).size === (target.stages ?? []).length, at('stages', 'repeated'))
  .refine((target) => !target.steps?.length || target.kind === 'milestone', at('steps', 'only_of_milestones'))
  .refine(({ steps }) => new Set(steps?.map(({ year }) => year)).size === (steps?.length ?? 0), at('steps', 'repeated'))
  .refine(
    ({ steps, validFrom, validTo }) =>
      !steps?.some(({ year }) => `${year}` < validFrom.slice(0, 4) || `${year}` >= validTo.slice(0, 4)),
    at('steps', 'outside_years'),
  )
  .refine((target) => !target.stages || (target.measure ?? 'share') === 'share', at('stages', 'only_of_shares'))
export type TargetRequest = z.infer<typeof TargetRequest>

export const Target = z.object({
  ...requestFields,
  id: z.string(),
  measure: TargetMeasureCode,
  stages: z.array(StageCode).nullable(),
  document: z.string().nullable(),
  sentence: z.string().nullable(),
  source: z.string(),
  kind: z.enum(['annual', 'milestone']),
  steps: z.array(z.object({ year: z.int(), value: z.number() })),
  version: z.int().describe('1 as first entered; an edit makes the next one'),
  contradicts: z
    .array(z.string())
    .describe('ids of targets of the same unit that ask for something else at the same time'),
  judgedBy: z
    .string()
    .nullable()
    .describe('id of the target that judges the unit’s figures instead of this one; null: this one, or none can'),
})
export type Target = z.infer<typeof Target>
export const TargetList = z.object({ targets: z.array(Target) })
export type TargetList = z.infer<typeof TargetList>

const PresetTarget = z.object({
  measure: TargetMeasureCode,
  group: Code,
  operator: TargetOperator,
  value: Share,
  validFrom: LocalDate,
  validTo: LocalDate,
  kind: z.enum(['annual', 'milestone']).optional(),
  sentence: Words,
  place: z.string().describe('where in the document'),
  note: z.string().nullable().describe('what to know before it is taken over'),
})

/** The targets of one real plan, as an example to start from. */
export const TargetPreset = z.object({
  code: Code,
  name: z.string(),
  document: z.string(),
  targets: z.array(PresetTarget),
})
export type TargetPreset = z.infer<typeof TargetPreset>
export const TargetPresetList = z.object({ presets: z.array(TargetPreset) })
export type TargetPresetList = z.infer<typeof TargetPresetList>
