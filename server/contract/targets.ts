import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'

/** Groups a target can be about, with the areas in them as data; `chung` is all areas. */
export const TargetOperator = z.enum(['>=', '>'])

export const TargetRequest = z
  .strictObject({
    unit: Code,
    group: Code,
    operator: TargetOperator,
    value: z.number().min(0.0001).max(1).multipleOf(0.0001).describe('0 to 1, at most four decimals'),
    validFrom: LocalDate,
    validTo: LocalDate,
    source: z.string().trim().min(1).max(500).describe('the document and the sentence the target comes from'),
  })
  .refine((target) => target.validFrom <= target.validTo, { path: ['validTo'], params: { code: 'ends_before_start' } })
export type TargetRequest = z.infer<typeof TargetRequest>

export const Target = z.object({ id: z.string(), ...TargetRequest.shape })
export type Target = z.infer<typeof Target>
export const TargetList = z.object({ targets: z.array(Target) })
export type TargetList = z.infer<typeof TargetList>
