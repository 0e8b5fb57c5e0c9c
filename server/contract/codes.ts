import { z } from 'zod'
import { answeringOffices, COMMITTEE } from '#core/words/answering-offices'
import { stages } from '#core/questions/questionnaire'

/** A code of a unit, area, procedure or counter as text: leading zeros and dots are kept. */
export const Code = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u)

/** `YYYY-MM-DD` in the civil time of Vietnam. */
export const LocalDate = z.iso.date()

/** `quay-nhanh@1`. */
export const QuestionnaireReference = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}@[1-9][0-9]{0,3}$/)

/** Cơ quan, phòng that settle an area. */
export const AnsweringOfficeCode = z.enum(answeringOffices.map(({ code }) => code))
export type AnsweringOfficeCode = z.infer<typeof AnsweringOfficeCode>
/** One of them, or all that belong to the commune's UBND. */
export const AnsweredByFilter = z.enum([...answeringOffices.map(({ code }) => code), COMMITTEE])
export const StageCode = z.enum(stages)

export const ChannelCode = z.enum(['kiosk', 'qr', 'web', 'paper', 'import'])

export const Words = z.object({ vi: z.string(), en: z.string() })

/** A counter's name: it has a letter or a digit, because '-' means "no counter", and no '/', because that stands between unit and counter. */
export const CounterName = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^/]*[\p{L}\p{N}][^/]*$/u)

/** A name typed by an officer: trimmed, not empty. */
export const Name = z.string().trim().min(1).max(200)

/** A yes or no in a query; left out: no. */
export const Flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((flag) => flag === 'true')
