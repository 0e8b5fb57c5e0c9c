import { z } from 'zod'
import { questionnaireIssues } from '#core/questions/questionnaire-rules'
import { QuestionnaireShape } from './kiosk-setup.ts'

/** Words that are there, in both languages. */
const Filled = z.strictObject({ vi: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })
const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

const Criterion = z.strictObject({
  code: Slug,
  factor: Slug.optional(),
  question: z.strictObject({ submit: Filled, result: Filled, inquiry: Filled, any: Filled }),
  options: z
    .array(Filled.extend({ points: z.number().min(0).max(100).optional(), pointsOf: Slug.optional() }))
    .min(2)
    .max(5)
    .describe('from worst to best: option i is level i + 1'),
})

/** One version of a questionnaire as a file or an office brings it: everything is checked before it can be asked. */
export const QuestionnaireFile = z
  .strictObject({
    code: Slug,
    version: z.int().min(1).max(9999),
    name: Filled,
    comparable: Slug.describe('versions that ask the same overall question share it; others are never summed'),
    stem: Filled.optional(),
    factors: z
      .array(z.strictObject({ code: Slug, name: Filled }))
      .max(20)
      .optional(),
    criteria: z.array(Criterion).min(1).max(60),
    reasons: z
      .strictObject({
        question: Filled,
        options: z
          .array(z.strictObject({ code: Slug, label: Filled }))
          .min(1)
          .max(12),
      })
      .nullable(),
  })
  .superRefine((questionnaire, context) => {
    for (const { path, code } of questionnaireIssues(questionnaire))
      context.addIssue({ code: 'custom', path: [...path], params: { code } })
  })
export type QuestionnaireFile = z.infer<typeof QuestionnaireFile>

/** A stored version. What is asked never changes; a retired one is no longer asked, its answers stay. */
export const StoredQuestionnaire = z.object({
  reference: z.string(),
  retired: z.boolean(),
  questionnaire: QuestionnaireShape,
})
export type StoredQuestionnaire = z.infer<typeof StoredQuestionnaire>
export const QuestionnaireList = z.object({ questionnaires: z.array(StoredQuestionnaire) })
export type QuestionnaireList = z.infer<typeof QuestionnaireList>

export const QuestionnaireChange = z.strictObject({ retired: z.boolean() })
