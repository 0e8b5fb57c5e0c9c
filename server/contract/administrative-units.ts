import { z } from 'zod'

const CodeAndName = z.object({ code: z.string(), name: z.string() })

/** The shipped list: provinces with their units as `[code, name, what it was formed from]`. */
export const AdministrativeUnitFile = z.object({
  provinces: z.array(CodeAndName.extend({ units: z.array(z.tuple([z.string(), z.string()]).rest(z.string())) })),
})
export type AdministrativeUnitFile = z.infer<typeof AdministrativeUnitFile>

export const AdministrativeUnitQuery = z.strictObject({
  search: z.string().max(100).optional().describe('as typed: tones, case and words such as "xã", "p." do not matter'),
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .describe('looks in this province only; without a search all of it'),
})

export const AdministrativeUnit = z.object({
  code: z.string().describe('two digits for a province, five below it'),
  name: z.string(),
  province: CodeAndName.nullable().describe('null for a province'),
  formerly: z.string().nullable().describe('the units it was formed from on 01/7/2025; null: it stayed as it was'),
  label: z.string().describe('`Phường Sài Gòn — Thành phố Hồ Chí Minh`'),
})
export type AdministrativeUnit = z.infer<typeof AdministrativeUnit>

export const AdministrativeUnitList = z.object({
  provinces: z.array(CodeAndName),
  units: z.array(AdministrativeUnit).describe('the best first, at most 20 for a search'),
})
export type AdministrativeUnitList = z.infer<typeof AdministrativeUnitList>
