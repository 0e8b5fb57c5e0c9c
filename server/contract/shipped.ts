import { z } from 'zod'
import { ApiExample } from './api-examples.ts'
import { Code, Words } from './codes.ts'
import { QuestionnaireFile } from './questionnaires.ts'
import { TargetPreset } from './targets.ts'

/** The versioned files of `server/data`. */
export const Shipped = z.object({
  areas: z.array(
    z.object({
      code: Code,
      name: Words,
      label: Words,
      groups: z.array(Code),
      aliases: z.array(z.string()).describe('how lists of provinces word the same lĩnh vực'),
    }),
  ),
  procedures: z.array(z.object({ code: Code, area: Code, name: Words })),
  questionnaires: z.array(QuestionnaireFile),
  targetPresets: z.array(TargetPreset),
  apiExamples: z.array(ApiExample),
})
export type Shipped = z.infer<typeof Shipped>
