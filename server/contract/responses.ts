import { z } from 'zod'
import { Checkpoint } from './checkpoint.ts'
import { Code, QuestionnaireReference, StageCode } from './codes.ts'
import { Issue } from './errors.ts'

/** Longest comment a citizen can leave, in characters. */
export const LONGEST_COMMENT = 1000

/** A lượt đánh giá as a kiosk sends it. The exact time and durations are reduced before anything is stored. */
export const SubmittedResponse = z.strictObject({
  id: z.guid(),
  seq: z.int().min(1),
  assignment: z.string().min(1).max(40).optional(),
  questionnaire: QuestionnaireReference,
  area: Code.nullish(),
  procedure: Code.nullish(),
  stage: StageCode.nullish().describe('null: none; left out: that of the assignment'),
  answers: z
    .record(z.string().max(60), z.int().nullable())
    .refine((answers) => Object.keys(answers).length > 0, { params: { code: 'no_answer' } }),
  reasons: z.array(z.string().max(60)).max(20).optional(),
  comment: z.string().max(LONGEST_COMMENT).nullish(),
  language: z.enum(['vi', 'en']).optional(),
  answeredAt: z.iso.datetime({ offset: true }),
  dwellMs: z.int().min(0).optional(),
  gapMs: z.int().min(0).nullish(),
  assisted: z.boolean().optional(),
  uncertainTime: z.boolean().optional(),
})
export type SubmittedResponse = z.infer<typeof SubmittedResponse>

/** Only the envelope is checked as a whole: each response is judged by itself, so one bad one never blocks the others. */
export const ResponseEnvelope = z.strictObject({ responses: z.array(z.unknown()).min(1).max(100) })

export const ReceiptStatus = z.enum(['stored', 'duplicate', 'conflict', 'rejected'])
export type ReceiptStatus = z.infer<typeof ReceiptStatus>

/** `id` as it was sent; null where it could not be read. */
export const Receipt = z.object({ id: z.string().nullable(), status: ReceiptStatus, issues: z.array(Issue).optional() })
export type Receipt = z.infer<typeof Receipt>

export const ReceiptReply = z.object({
  receipts: z.array(Receipt),
  checkpoint: Checkpoint.nullable(),
  receivedTo: z.int().describe('every seq of this device up to it is accounted for'),
})
export type ReceiptReply = z.infer<typeof ReceiptReply>
