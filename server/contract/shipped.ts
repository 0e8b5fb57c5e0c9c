import { z } from 'zod'
import { Code, Words } from './codes.ts'
import { QuestionnaireShape } from './kiosk-setup.ts'

/** The versioned files of `server/data`. */
export const Shipped = z.object({
  areas: z.array(z.object({ code: Code, name: Words, label: Words, groups: z.array(Code) })),
  procedures: z.array(z.object({ code: Code, area: Code, name: Words })),
  questionnaires: z.array(QuestionnaireShape),
})
export type Shipped = z.infer<typeof Shipped>
