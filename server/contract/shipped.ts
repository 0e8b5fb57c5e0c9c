import { z } from 'zod'
import { AnsweringOfficeCode, Code, Words } from './codes.ts'
import { QuestionnaireFile } from './questionnaires.ts'
import { TargetPreset } from './targets.ts'

/** A call to the interface as it was made, and the reply it got; what is secret or by chance is shortened. */
export const ApiExample = z.strictObject({
  route: z.string().regex(/^(GET|POST|PUT|PATCH|DELETE) \//),
  /** What the call is for, in Vietnamese. */
  says: z.string().min(1),
  /** Whose credentials: none, a kiosk's token, or a member of staff. */
  as: z.enum(['anyone', 'device', 'staff']),
  request: z.strictObject({ url: z.string().startsWith('/'), body: z.unknown() }),
  reply: z.strictObject({ status: z.int(), body: z.unknown() }),
})
export type ApiExample = z.infer<typeof ApiExample>

/** The versioned files of `server/data`. */
export const Shipped = z.object({
  areas: z.array(
    z.object({
      code: Code,
      name: Words,
      label: Words,
      groups: z.array(Code),
      offered: z.boolean().optional().describe('left out: yes'),
      answeredBy: AnsweringOfficeCode.optional(),
      aliases: z.array(z.string()).describe('how lists of provinces word the same lĩnh vực'),
    }),
  ),
  procedures: z.array(z.object({ code: Code, area: Code, name: Words })),
  questionnaires: z.array(QuestionnaireFile),
  targetPresets: z.array(TargetPreset),
  apiExamples: z.array(ApiExample),
})
export type Shipped = z.infer<typeof Shipped>
