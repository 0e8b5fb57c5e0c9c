import { z } from 'zod'
import { Checkpoint } from './checkpoint.ts'
import { StageCode, Words } from './codes.ts'

const CriterionWords = z.object({
  code: z.string(),
  factor: z.string().optional(),
  question: z.object({ submit: Words, result: Words, inquiry: Words, any: Words }),
  options: z.array(
    Words.extend({
      points: z.number().optional().describe('where the form scores the answer'),
      pointsOf: z.string().optional().describe('the criterion whose points this answer leaves standing'),
    }),
  ),
})

export const QuestionnaireShape = z.object({
  code: z.string(),
  version: z.int(),
  name: Words,
  comparable: z.string(),
  stem: Words.optional().describe('asked of every criterion that is named by a noun alone'),
  factors: z.array(z.object({ code: z.string(), name: Words })).optional(),
  criteria: z.array(CriterionWords),
  reasons: z.object({ question: Words, options: z.array(z.object({ code: z.string(), label: Words })) }).nullable(),
})

/** Seconds of the kiosk's behaviour (design §7). */
export const KioskSettings = z.object({
  idleSeconds: z.int().describe('areas and reasons'),
  idleFacesSeconds: z.int().describe('faces, before the question whether more time is needed'),
  askMoreTimeSeconds: z.int(),
  thanksSeconds: z.int(),
})

/** Earlier devices that this kiosk was, whose copies lie in its browser. */
export const KioskSetupQuery = z.object({
  copiesOf: z
    .string()
    .max(2_000)
    .regex(/^\d{1,15}(,\d{1,15}){0,99}$/)
    .transform((ids) => ids.split(',').map(Number))
    .optional()
    .describe('ids of devices that this kiosk was before, separated by commas'),
})

/** All a kiosk needs to know; it keeps a copy and works from it when the network is gone. */
export const KioskSetup = z.object({
  assignment: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }),
  counter: z.string(),
  stage: StageCode.nullable(),
  areas: z
    .array(z.object({ code: z.string(), label: Words, groups: z.array(z.string()) }))
    .describe('in the words of the tiles'),
  procedures: z.array(z.object({ code: z.string(), area: z.string(), label: Words })),
  questionnaires: z.array(QuestionnaireShape).describe('the first is the one to ask'),
  settings: KioskSettings,
  checkpoint: Checkpoint.nullable(),
  restoredAt: z
    .string()
    .nullable()
    .describe(
      'when the server was last restored from a backup, ISO 8601; ratings it had acknowledged may be sent again',
    ),
  copyKeys: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'by id of a device, 32 bytes in hexadecimal: hides what the kiosk keeps of ratings that were received. For the memory of the page alone',
    ),
  demo: z.literal(true).optional().describe('ratings given here count for nothing: the screen says so'),
})
export type KioskSetup = z.infer<typeof KioskSetup>
